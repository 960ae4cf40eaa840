package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peerrelay.node.Node;
import io.peerrelay.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nodes that are only listed find each other, whichever is there first. */
class DiscoveryTest {
  @Test
  void beginsOneClusterOfThoseThatAreListed() throws Exception {
    int[] ports = new int[3];
    for (int i = 0; i < ports.length; i++) ports[i] = FreePort.find();
    String listed =
        "relay.cluster { discovery = config, contact-points = \"127.0.0.1:%d, 127.0.0.1:%d\" }\n"
            .formatted(ports[0], ports[1]);
    CompletableFuture<Node> first =
        start(listed, ports[0], "relay.mongo.embedded-port = " + ports[2]);
    awaitListening(ports[2]);
    String database = "relay.mongo.uri = \"mongodb://127.0.0.1:%d/relay\"".formatted(ports[2]);
    CompletableFuture<Node> second = start(listed, ports[1], database);
    try (Node one = first.get(90, TimeUnit.SECONDS);
        Node other = second.get(90, TimeUnit.SECONDS)) {
      assertThat(new Console(one.management()).up())
          .contains(one.clusterAddress(), other.clusterAddress());
      assertThat(one.mongo()).isEqualTo(other.mongo());
    }
  }

  private static CompletableFuture<Node> start(String listed, int port, String more) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return RunningCluster.start(
                listed
                    + more
                    + "\nrelay.cluster { management-port = %d, join-deadline = 1m }"
                        .formatted(port));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void awaitListening(int port) {
    await()
        .ignoreExceptions()
        .until(
            () -> {
              new Socket("127.0.0.1", port).close();
              return true;
            });
  }
}
