package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peerrelay.node.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node consumes the queue; when it leaves, another does. */
class QueueHandOverTest {
  private static final QueueBroker BROKER = QueueBroker.start();

  @TempDir Path folder;

  @Test
  void goesOnInOrderWhenTheNodeThatConsumesLeaves() throws Exception {
    try (DatabaseProcess database =
        DatabaseProcess.start(Files.createDirectory(folder.resolve("database")))) {
      String settings =
          """
          relay.mongo.uri = "%s/relay"
          relay.publisher { uri = "%s", exchange = "amq.topic", channels = news }
          """
              .formatted(database.uri(), BROKER.uri());
      Node first = RunningCluster.start(settings);
      try (Node second =
          RunningCluster.start(
              settings + "relay.cluster.join = \"%s\"".formatted(first.clusterAddress()))) {
        PublisherFixture.consume(second.addresses().get(0));
        try (ForeignClient reader = ForeignClient.loggedIn(second.addresses().get(0), "reader")) {
          ChannelFixture.ok(reader, "{'type':'join','channel':'#news'}");
          put(0, 100);
          first.close();
          put(100, 200);
          await().atMost(Duration.ofSeconds(60)).until(BROKER::isConsumed);
          for (int i = 0; i < 200; i++)
            assertThat(reader.awaitMessage("message").path("text").asText()).isEqualTo("" + i);
          reader.expectNothing();
        }
      }
    }
  }

  private static void put(int from, int to) {
    for (int i = from; i < to; i++)
      BROKER.put("news", QueueBroker.id(), Map.of(), Integer.toString(i));
  }
}
