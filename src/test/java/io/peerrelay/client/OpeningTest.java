package io.peerrelay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peerrelay.websocket.Handshake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
  private static final ClientOptions IMPATIENT =
      new ClientOptions(
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          1 << 20,
          null,
          Reconnection.never());

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "localhost:8080", "ws:///nowhere", "ws:x", "/x"})
  void refusesWhatIsNoAddressOfARelay(String address) {
    assertThatThrownBy(() -> connect(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: ws://host:port");
  }

  @Test
  void saysThatNothingListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    RelayException e = failure(URI.create("ws://127.0.0.1:" + port));
    assertThat(e).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("refused");
    assertThat(e.retryable()).isTrue();
    assertThat(e.hint()).isPresent();
  }

  @Test
  void saysThatThereIsNoSuchHost() {
    assertThat(failure(URI.create("ws://no-such-host.invalid")))
        .hasMessageContaining("no host named no-such-host.invalid");
  }

  @Test
  void saysThatNothingWasAnswered() throws IOException {
    try (ScriptedRelay silent = new ScriptedRelay(client -> Thread.sleep(60_000))) {
      RelayException e = failure(silent.address());
      assertThat(e).hasMessageContaining("did not answer");
      assertThat(e.retryable()).isTrue();
    }
  }

  @Test
  void saysThatTheConnectionWasClosed() throws IOException {
    try (ScriptedRelay closing = new ScriptedRelay(ScriptedRelay.Peer::readRequest)) {
      assertThat(failure(closing.address())).hasMessageContaining("closed the connection");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 404 Not Found\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "220 mail.example.org ESMTP\r\n\r\n",
        "\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"
      })
  void saysThatTheOtherEndIsNoRelay(String answer) throws IOException {
    try (ScriptedRelay other = answering(answer)) {
      RelayException e = failure(other.address());
      assertThat(e).hasMessageContaining("there is no relay");
      assertThat(e.retryable()).isFalse();
    }
  }

  @Test
  void readsNoEndlessHead() throws IOException {
    try (ScriptedRelay other = answering("HTTP/1.1 101 " + "x".repeat(20_000))) {
      assertThat(failure(other.address())).hasMessageContaining("not HTTP");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 429})
  void saysThatTheRelayIsBusy(int status) throws IOException {
    try (ScriptedRelay busy = answering("HTTP/1.1 " + status + " Busy\r\n\r\n")) {
      RelayException e = failure(busy.address());
      assertThat(e).hasMessageContaining("HTTP " + status);
      assertThat(e.retryable()).isTrue();
    }
  }

  @Test
  void refusesAKeyThatWasNotItsOwn() throws IOException {
    try (ScriptedRelay wrong =
        new ScriptedRelay(
            client -> {
              client.readRequest();
              client.respond(Handshake.accept(Handshake.newKey()), UpgradeRequest.SUBPROTOCOL);
            })) {
      assertThat(failure(wrong.address())).hasMessageContaining("handshake");
    }
  }

  @Test
  void refusesAnotherSubprotocol() throws IOException {
    try (ScriptedRelay chat =
        new ScriptedRelay(
            client -> client.respond(Handshake.accept(client.readRequest()), "chat"))) {
      assertThat(failure(chat.address())).hasMessageContaining("relay.v1");
    }
  }

  private static ScriptedRelay answering(String answer) throws IOException {
    return new ScriptedRelay(
        client -> {
          client.readRequest();
          client.write(answer);
        });
  }

  private static void connect(URI address) {
    RelayClient.connect(address, IMPATIENT, new RelayListener() {}).close();
  }

  private static RelayException failure(URI address) {
    return catchThrowableOfType(RelayException.class, () -> connect(address));
  }
}
