package io.peerrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.util.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloseTest {
  private static final ActorTestKit kit = TestServer.testKit();
  private static final TestServer.Puppet puppet = new TestServer.Puppet(kit);
  private static TestServer server;

  private RawClient client;
  private TestSubscriber.Probe<Message> in;
  private TestPublisher.Probe<Message> out;

  @BeforeAll
  static void start() {
    server = TestServer.start(kit, TestServer.LIMITS, TestServer.calm(kit), puppet.flow());
  }

  @AfterAll
  static void stop() {
    server.close();
    kit.shutdownTestKit();
  }

  @BeforeEach
  void open() throws Exception {
    client = RawClient.open(server.port());
    TestServer.Puppet.Strings strings = puppet.take();
    in = strings.in();
    out = strings.out();
    in.request(10);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  @Test
  void answersTheCloseOfThePeerAndLetsTheHandlerGo() throws Exception {
    client.close(4499);
    assertThat(client.read().close()).isEqualTo(new Message.Close(4499, ""));
    assertThat(client.isAtEnd()).isTrue();
    in.expectComplete();
    out.expectCancellation();
  }

  @Test
  void answersACloseWithoutACodeWithoutACode() throws Exception {
    client.frame(true, Opcode.CLOSE);
    RawClient.Frame answer = client.read();
    assertThat(answer.opcode()).isEqualTo(Opcode.CLOSE);
    assertThat(answer.payload()).isEmpty();
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void handsOnWhatCameBeforeTheClose() throws Exception {
    client.text("last").close(1000);
    in.expectNext(new Message.Text("last")).expectComplete();
  }

  @Test
  void looksAtNothingThatComesAfterTheClose() throws Exception {
    // In one piece: after the close the server may hang up at any time.
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.write(RawClient.masked(true, Opcode.CLOSE, (byte) (1000 >> 8), (byte) 1000));
    frames.write(RawClient.masked(true, Opcode.TEXT, (byte) 'x'));
    frames.write(RawClient.masked(true, Opcode.PING));
    client.raw(frames.toByteArray());
    assertThat(client.read().opcode()).isEqualTo(Opcode.CLOSE);
    in.expectComplete();
  }

  @Test
  void closesForTheHandlerAfterWhatItSentBefore() throws Exception {
    out.sendNext(new Message.Text("bye")).sendNext(new Message.Close(4401, "ended elsewhere"));
    assertThat(client.read().text()).isEqualTo("bye");
    assertThat(client.read().close()).isEqualTo(new Message.Close(4401, "ended elsewhere"));
    in.expectComplete();
    out.expectCancellation();
    client.text("dropped").close(4401);
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void closesWith1000WhenTheHandlerCompletes() throws Exception {
    out.sendNext(new Message.Text("bye")).sendComplete();
    assertThat(client.read().text()).isEqualTo("bye");
    assertThat(client.read().close().code()).isEqualTo(CloseCode.NORMAL);
    client.close(1000);
    assertThat(client.isAtEnd()).isTrue();
    in.expectComplete();
  }

  @Test
  void closesWith1011WhenTheHandlerFails() throws Exception {
    out.sendError(new IllegalStateException("a bug in a handler, provoked by a test"));
    assertThat(client.read().close().code()).isEqualTo(CloseCode.INTERNAL_ERROR);
    in.expectComplete();
  }

  @Test
  void closesWith1011WhenTheHandlerMixesMessages() throws Exception {
    out.sendNext(new Message.Binary(ByteString.fromString("a"), true, false));
    out.sendNext(new Message.Text("between"));
    assertThat(client.read().last()).isFalse();
    assertThat(client.read().close().code()).isEqualTo(CloseCode.INTERNAL_ERROR);
    out.expectCancellation();
  }

  @Test
  void cutsOffAPeerThatDoesNotAnswerOurClose() throws Exception {
    out.sendNext(new Message.Close(1001, ""));
    assertThat(client.read().close().code()).isEqualTo(CloseCode.GOING_AWAY);
    assertThatThrownBy(client::read)
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void aDroppedConnectionEndsBothSidesOfTheHandler() throws Exception {
    client.text("last");
    client.close();
    in.expectNext(new Message.Text("last")).expectComplete();
    out.expectCancellation();
  }

  @Test
  void aResetConnectionEndsBothSidesOfTheHandler() throws Exception {
    client.text("last");
    in.expectNext(new Message.Text("last"));
    client.socket().setSoLinger(true, 0);
    client.close();
    in.expectComplete();
    out.expectCancellation();
  }

  @Test
  void aHandlerThatDoesNotListenMayStillTalk() throws Exception {
    in.cancel();
    client.text("dropped").frame(true, Opcode.PING);
    assertThat(client.read().opcode()).isEqualTo(Opcode.PONG);
    out.sendNext(new Message.Text("news"));
    assertThat(client.read().text()).isEqualTo("news");
    client.close(1000);
    assertThat(client.read().close().code()).isEqualTo(CloseCode.NORMAL);
    out.expectCancellation();
  }
}
