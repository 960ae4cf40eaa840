package io.peerrelay.client;

import static io.peerrelay.client.Conversation.logIn;
import static io.peerrelay.client.Conversation.readOn;
import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.protocol.Secret;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A client that knows several servers of one relay. */
class ServersTest {
  private static final ClientOptions OPTIONS =
      ClientOptions.defaults().withReconnection(Listening.SOON);

  private final Listening listening = new Listening();

  @Test
  void passesByWhoeverRefuses() throws Exception {
    for (int round = 0; round < 10; round++) // Whatever the order.
    try (ScriptedRelay full =
              new ScriptedRelay(
                  client -> {
                    client.readRequest();
                    client.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                  });
          ScriptedRelay good =
              new ScriptedRelay(
                  client -> {
                    logIn(client);
                    readOn(client);
                  });
          RelayClient client =
              RelayClient.connect(
                  List.of(nobody(), full.address(), good.address()), OPTIONS, listening)) {
        await(client.login(new Secret("the-token"), null));
        assertThat(client.server()).isEqualTo(good.address());
      }
  }

  /** Whichever it began with: each takes one login, and sends the client away. */
  @Test
  void goesOnAtTheOtherOneWhenTheRelayGoesAway() throws Exception {
    ScriptedRelay.Script goesAway =
        client -> {
          logIn(client);
          client.close(1001, "");
        };
    try (ScriptedRelay one = new ScriptedRelay(goesAway);
        ScriptedRelay other = new ScriptedRelay(goesAway);
        RelayClient client =
            RelayClient.connect(List.of(one.address(), other.address()), OPTIONS, listening)) {
      await(client.login(new Secret("the-token"), null));
      one.played().get(10, TimeUnit.SECONDS);
      other.played().get(10, TimeUnit.SECONDS);
      // The listener has a thread of its own.
      Awaitility.await().until(() -> listening.heard().contains("reconnecting"));
      assertThat(listening.heard()).startsWith("reconnecting").doesNotContain("closed");
    }
  }

  @Test
  void saysWhyIfNoneIsThere() throws Exception {
    List<URI> nobody = List.of(nobody(), nobody(), nobody());
    assertThatThrownBy(() -> RelayClient.connect(nobody, OPTIONS, listening))
        .isInstanceOf(RelayException.class)
        .hasMessageContaining("Nothing listens at");
  }

  @Test
  void refusesAWrongAddressAmongGoodOnes() {
    List<URI> servers = List.of(URI.create("ws://127.0.0.1:8080"), URI.create("http://b"));
    assertThatThrownBy(() -> RelayClient.connect(servers, OPTIONS, listening))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://b");
  }

  private static URI nobody() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return address(free);
    }
  }

  private static URI address(ServerSocket socket) {
    return URI.create("ws://127.0.0.1:" + socket.getLocalPort());
  }
}
