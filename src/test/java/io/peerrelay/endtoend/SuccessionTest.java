package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peerrelay.node.Node;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While nodes are replaced by newer ones, who comes anew comes to those. */
class SuccessionTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @RegisterExtension
  static final RunningCluster CLUSTER =
      new RunningCluster(1, "relay.cluster { app-version = \"1.9.0\", drain-time = 0s }");

  @Test
  void leavesNewSocketsToNodesOfANewerVersionForAsLongAsThereAreSome() throws Exception {
    Node old = CLUSTER.node(0);
    try (ForeignClient anna = CLUSTER.newUser(0, "anna")) {
      assertThat(openSocket(old)).isEqualTo(101);
      try (Node newer =
          RunningCluster.start(
              """
              relay.cluster { app-version = "1.10.0", join = "%s", drain-time = 0s }
              relay.mongo.uri = "%s"
              """
                  .formatted(old.clusterAddress(), old.mongo()))) {
        await().atMost(LONG).until(() -> openSocket(old) == 503);
        assertThat(openSocket(newer)).isEqualTo(101);
        try (ForeignClient phone =
            ForeignClient.loggedIn(newer.addresses().get(0), anna.username())) {
          phone.expectNothing();
        }
        anna.expectNothing(); // Who is there stays until the node goes.
      }
      await().atMost(LONG).until(() -> openSocket(old) == 101);
    }
  }

  /** The status that it is answered with. */
  private static int openSocket(Node node) {
    InetSocketAddress address = node.addresses().get(0);
    try {
      HttpClient.newHttpClient()
          .newWebSocketBuilder()
          .buildAsync(
              URI.create("ws://127.0.0.1:" + address.getPort()), new WebSocket.Listener() {})
          .join()
          .abort();
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }
}
