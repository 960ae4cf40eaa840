package io.peerrelay.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every message of a real RabbitMQ comes once to every client, though the relay is killed. */
class QueueCrashTest {
  @TempDir Path folder;

  @Test
  void bringsEachMessageOnceThoughTheRelayIsKilled() throws Exception {
    new QueueLoad(folder, 500, 5, 1).run();
  }

  @Test
  @Tag("soak")
  void bringsAHundredThousandToAHundredClientsThoughTheRelayIsKilledTenTimes() throws Exception {
    QueueLoad.Figures figures =
        new QueueLoad(
                folder,
                Integer.getInteger("queue.messages", 100_000),
                Integer.getInteger("queue.clients", 100),
                Integer.getInteger("queue.kills", 10))
            .run();
    System.out.printf(
        "%.0f messages/s to all clients, restarts included; one consumer without a relay %.0f; "
            + "%d came twice to the client that does not say where it is; %d times one was cut off%n",
        figures.rate(), figures.plainRate(), figures.repeated(), figures.cutOff());
  }
}
