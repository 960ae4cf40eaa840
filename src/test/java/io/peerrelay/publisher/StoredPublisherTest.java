package io.peerrelay.publisher;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.journal.GoldenFile;
import io.peerrelay.journal.MessageSerialization;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** That a queue is to be consumed is known for ever, and to other nodes. */
class StoredPublisherTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.actor.provider = local")
              .withFallback(ConfigFactory.load()));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void storesItsEventAsEver() throws IOException {
    GoldenFile.named("publisher/Requested", KIT.system()).holds(new Consumption.Requested());
  }

  @Test
  void speaksToOtherNodes() {
    MessageSerialization.of(Consumption.Command.class, KIT.system()).holds();
    MessageSerialization.of(Consumption.Event.class, KIT.system()).holds();
    MessageSerialization.of(Publisher.Reply.class, KIT.system()).holds();
  }
}
