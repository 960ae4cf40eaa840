package io.peerrelay.client;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peerrelay.client.ScriptedRelay.Frame;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.websocket.FrameHeader;
import io.peerrelay.websocket.Message;
import io.peerrelay.websocket.Opcode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client does on the wire, seen from the other end of it. */
class RelayClientTest {
  private static final ClientOptions OPTIONS =
      new ClientOptions(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          1 << 20,
          null,
          Reconnection.never());

  @Test
  void sendsRequestsMaskedWithAnIdAndTakesTheAnswer() throws Exception {
    try (ScriptedRelay relay = relay(client -> pong(client, client.read()));
        RelayClient client = connect(relay)) {
      assertThat(await(client.ping())).isEqualTo(new ServerMessage.Pong());
    }
  }

  @Test
  void failsARequestByTheRelaysError() throws Exception {
    try (ScriptedRelay relay =
            relay(
                client -> {
                  Frame request = client.read();
                  client.send(
                      "{\"type\":\"error\",\"re\":\"%s\",\"code\":\"busy\",\"message\":\"Much to do.\",\"hint\":\"Wait.\",\"retryable\":true}"
                          .formatted(id(request)));
                });
        RelayClient client = connect(relay)) {
      RelayException e = catchThrowableOfType(RelayException.class, () -> await(client.ping()));
      assertThat(e).hasMessage("Much to do.");
      assertThat(e.code()).contains(ErrorCode.BUSY);
      assertThat(e.hint()).contains("Wait.");
      assertThat(e.retryable()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, UNAVAILABLE", "false, BAD_FIELD"})
  void goesByWhetherTryingAgainHelpsWhereTheCodeIsNewer(boolean retryable, ErrorCode code)
      throws Exception {
    try (ScriptedRelay relay =
            relay(
                client ->
                    client.send(
                        "{\"type\":\"error\",\"re\":\"%s\",\"code\":\"fullMoon\",\"message\":\"Not now.\",\"retryable\":%s}"
                            .formatted(id(client.read()), retryable)));
        RelayClient client = connect(relay)) {
      RelayException e = catchThrowableOfType(RelayException.class, () -> await(client.ping()));
      assertThat(e).hasMessage("Not now.");
      assertThat(e.code()).contains(code);
      assertThat(e.retryable()).isEqualTo(retryable);
    }
  }

  @Test
  void failsARequestThatIsNotAnswered() throws Exception {
    ClientOptions impatient =
        new ClientOptions(
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            1 << 20,
            null,
            Reconnection.never());
    try (ScriptedRelay relay = relay(RelayClientTest::readOn);
        RelayClient client =
            RelayClient.connect(relay.address(), impatient, new RelayListener() {})) {
      assertThatThrownBy(() -> await(client.ping())).hasMessageContaining("did not answer");
    }
  }

  @Test
  void failsARequestByAnAnswerOfTheWrongKind() throws Exception {
    try (ScriptedRelay relay =
            relay(
                client ->
                    client.send("{\"type\":\"ok\",\"re\":\"%s\"}".formatted(id(client.read()))));
        RelayClient client = connect(relay)) {
      assertThatThrownBy(() -> await(client.ping())).hasMessageContaining("expected: Pong");
    }
  }

  @Test
  void skipsMessagesAndBytesThatItDoesNotKnow() throws Exception {
    try (ScriptedRelay relay =
            relay(
                client -> {
                  Frame request = client.read();
                  client.send("{\"type\":\"horoscope\"}");
                  client.send("no JSON at all");
                  client.send(true, Opcode.BINARY, new byte[] {0, 0, 0, 9, 1, 2, 3});
                  pong(client, request);
                });
        RelayClient client = connect(relay)) {
      assertThat(await(client.ping())).isNotNull();
    }
  }

  @Test
  void joinsFragmentsWithAPingBetweenThem() throws Exception {
    try (ScriptedRelay relay =
            relay(
                client -> {
                  byte[] pong =
                      "{\"type\":\"pong\",\"re\":\"%s\",\"x\":\"é\"}"
                          .formatted(id(client.read()))
                          .getBytes(StandardCharsets.UTF_8);
                  // The cut goes through the two bytes of the é.
                  int cut = pong.length - 3;
                  client.send(false, Opcode.TEXT, java.util.Arrays.copyOf(pong, cut));
                  client.send(true, Opcode.PING, new byte[] {4, 2});
                  client.send(
                      true,
                      Opcode.CONTINUATION,
                      java.util.Arrays.copyOfRange(pong, cut, pong.length));
                  Frame answer = client.read();
                  assertThat(answer.header().opcode()).isEqualTo(Opcode.PONG);
                  assertThat(answer.payload()).containsExactly(4, 2);
                });
        RelayClient client = connect(relay)) {
      assertThat(await(client.ping())).isNotNull();
      relay.played().get(5, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1000, false, logged out",
    "1001, true, going away",
    "1008, false, policy",
    "1009, false, too big",
    "4401, false, ended elsewhere",
    "4499, false, 4499",
    "4503, true, too slow"
  })
  void saysWhatACloseCodeMeans(int code, boolean retryable, String meaning) throws Exception {
    CompletableFuture<RelayException> heard = new CompletableFuture<>();
    try (ScriptedRelay relay =
            relay(
                client -> {
                  client.read();
                  client.close(code, "because");
                  Frame echo = client.read();
                  assertThat(Message.Close.decode(echo.payload()))
                      .hasValueSatisfying(close -> assertThat(close.code()).isEqualTo(code));
                });
        RelayClient client =
            RelayClient.connect(
                relay.address(),
                OPTIONS,
                new RelayListener() {
                  @Override
                  public void onClosed(RelayException reason) {
                    heard.complete(reason);
                  }
                })) {
      ConnectionLostException e = lost(client);
      assertThat(e.closeCode()).isEqualTo(code);
      assertThat(e.retryable()).isEqualTo(retryable);
      assertThat(e.getMessage().replace("slowly", "slow")).contains(meaning, "because");
      assertThat(heard.get(5, TimeUnit.SECONDS)).isSameAs(e);
      relay.played().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void failsWhatWaitsWhenTheConnectionBreaks() throws Exception {
    try (ScriptedRelay relay = relay(ScriptedRelay.Peer::read);
        RelayClient client = connect(relay)) {
      ConnectionLostException e = lost(client);
      assertThat(e.closeCode()).isEqualTo(ConnectionLostException.NO_CODE);
      assertThat(e.retryable()).isTrue();
    }
  }

  @Test
  void leavesARelayThatBreaksTheProtocol() throws Exception {
    try (ScriptedRelay relay =
            relay(
                client -> {
                  client.read();
                  client.send(
                      FrameHeader.masked(true, Opcode.TEXT, 2, 0),
                      "{}".getBytes(StandardCharsets.UTF_8));
                });
        RelayClient client = connect(relay)) {
      assertThat(lost(client)).hasMessageContaining("masked");
    }
  }

  @Test
  void asksASilentRelayForALifeSignAndThenLeaves() throws Exception {
    ClientOptions nervous =
        new ClientOptions(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            1 << 20,
            null,
            Reconnection.never());
    try (ScriptedRelay relay =
            relay(
                client -> {
                  assertThat(client.read().header().opcode()).isEqualTo(Opcode.PING);
                  // One sign of life, and the count starts anew.
                  client.send(true, Opcode.PONG, new byte[0]);
                  assertThat(client.read().header().opcode()).isEqualTo(Opcode.PING);
                  assertThatThrownBy(client::read).isInstanceOf(IOException.class);
                });
        RelayClient client =
            RelayClient.connect(relay.address(), nervous, new RelayListener() {})) {
      assertThat(client.closed().get(10, TimeUnit.SECONDS))
          .hasMessageContaining("Nothing was heard");
      relay.played().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void saysGoodbye() throws Exception {
    try (ScriptedRelay relay =
        relay(
            client -> {
              Frame close = client.read();
              assertThat(close.header().opcode()).isEqualTo(Opcode.CLOSE);
              client.close(1000, "");
              assertThatThrownBy(client::read).isInstanceOf(IOException.class);
            })) {
      RelayClient client = connect(relay);
      client.close();
      relay.played().get(5, TimeUnit.SECONDS);
      assertThatThrownBy(() -> await(client.ping())).hasMessageContaining("closed by this side");
      client.close();
    }
  }

  private static ScriptedRelay relay(ScriptedRelay.Script afterOpening) throws IOException {
    return new ScriptedRelay(
        client -> {
          client.open();
          afterOpening.play(client);
        });
  }

  private static void readOn(ScriptedRelay.Peer client) throws IOException {
    Frame frame = client.read();
    while (frame.header().opcode() != Opcode.CLOSE) frame = client.read();
  }

  private static RelayClient connect(ScriptedRelay relay) {
    return RelayClient.connect(relay.address(), OPTIONS, new RelayListener() {});
  }

  private static ConnectionLostException lost(RelayClient client) {
    return catchThrowableOfType(ConnectionLostException.class, () -> await(client.ping()));
  }

  private static void pong(ScriptedRelay.Peer client, Frame request) throws IOException {
    assertThat(request.header().masked()).isTrue();
    assertThat(request.header().opcode()).isEqualTo(Opcode.TEXT);
    assertThat(request.text()).contains("\"type\":\"ping\"");
    client.send("{\"type\":\"pong\",\"re\":\"%s\"}".formatted(id(request)));
  }

  private static String id(Frame request) {
    return request.text().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
  }
}
