package io.peerrelay.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Source;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.concurrent.duration.FiniteDuration;

/** The stage between four probes: what it pulls, what it holds, what goes first. */
class WebSocketStageTest {
  private static final ActorTestKit kit = TestServer.testKit();
  private static final FiniteDuration SOON = FiniteDuration.create(100, TimeUnit.MILLISECONDS);

  private final TestServer.Puppet puppet = new TestServer.Puppet(kit);
  private TestPublisher.Probe<ByteString> fromNetwork;
  private TestSubscriber.Probe<ByteString> toNetwork;
  private TestSubscriber.Probe<Message> toHandler;
  private TestPublisher.Probe<Message> fromHandler;

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @BeforeEach
  void run() throws InterruptedException {
    var network =
        TestSource.<ByteString>create(kit.system())
            .via(sockets().frames().join(puppet.flow()))
            .toMat(TestSink.create(kit.system()), Keep.both())
            .run(kit.system());
    fromNetwork = network.first();
    toNetwork = network.second();
    TestServer.Puppet.Strings strings = puppet.take();
    toHandler = strings.in();
    fromHandler = strings.out();
    toNetwork.ensureSubscription();
    toHandler.ensureSubscription();
  }

  @Test
  void readsOneReadInAdvanceAndNoMoreUntilTheHandlerPulls() {
    for (int i = 0; i < 16; i++) {
      fromNetwork.sendNext(text("message " + i)); // sendNext waits for demand
      toHandler.request(1);
      toHandler.expectNext(new Message.Text("message " + i));
    }
    while (fromNetwork.pending() > 0) {
      fromNetwork.unsafeSendNext(text("in advance"));
      fromNetwork.expectNoMessage(SOON);
    }
    toHandler.expectNoMessage(SOON);
  }

  @Test
  void controlFramesGoAheadOfWhatTheHandlerHasWaiting() {
    fromHandler.sendNext(new Message.Text("waits"));
    fromNetwork.sendNext(frame(Opcode.PING, "a"));
    fromNetwork.sendNext(frame(Opcode.PING, "b"));
    fromHandler.expectNoMessage(SOON);
    toNetwork.request(1);
    toNetwork.expectNext(ByteString.fromString("\u008a\u0001a\u008a\u0001b", "ISO-8859-1"));
    toNetwork.request(1);
    toNetwork.expectNext(ByteString.fromString("\u0081\u0005waits", "ISO-8859-1"));
  }

  @Test
  void pongsDoNotPileUpAndTheLatestIsKept() {
    for (int i = 100; i < 200; i++) {
      fromNetwork.sendNext(frame(Opcode.PING, "x".repeat(100) + i));
    }
    fromNetwork.sendNext(text("all pings are read once this is"));
    toHandler.request(1);
    toHandler.expectNext();
    toNetwork.request(1);
    ByteString pongs = toNetwork.expectNext();
    assertThat(pongs.size()).isLessThanOrEqualTo(2048);
    assertThat(pongs.utf8String()).endsWith("199");
  }

  @Test
  void aCloseGoesAheadOfPongsAndNothingFollowsIt() {
    fromHandler.sendNext(new Message.Text("never sent"));
    fromNetwork.sendNext(frame(Opcode.PING, "a"));
    fromNetwork.sendNext(frame(Opcode.CLOSE, ""));
    toHandler.request(1);
    toHandler.expectComplete();
    toNetwork.request(5);
    toNetwork.expectNext(ByteString.fromString("\u0088\u0000", "ISO-8859-1")).expectComplete();
  }

  @Test
  void theAnswerToAMessageGoesBeforeTheEndThatCameInTheSameRead() {
    TestSubscriber.Probe<ByteString> answers =
        Source.single(read(text("hello"), frame(Opcode.CLOSE, "")))
            .concat(Source.maybe())
            .via(sockets().frames().join(Flow.create()))
            .runWith(TestSink.create(kit.system()), kit.system());
    answers.request(5);
    answers.expectNext(ByteString.fromString("\u0081\u0005hello", "ISO-8859-1"));
    answers.expectNext(ByteString.fromString("\u0088\u0000", "ISO-8859-1")).expectComplete();
  }

  @Test
  void aPingBehindAMessageThatTheHandlerTookIsAnsweredThoughItPullsNoMore() {
    toHandler.request(1);
    toNetwork.request(1);
    fromNetwork.sendNext(read(text("taken"), frame(Opcode.PING, "a")));
    toHandler.expectNext(new Message.Text("taken"));
    toNetwork.expectNext(ByteString.fromString("\u008a\u0001a", "ISO-8859-1"));
  }

  @Test
  void whatWasReadIsHandedOnAfterTheNetworkIsGone() {
    fromNetwork.sendNext(read(text("one"), text("two"))).sendComplete();
    fromHandler.expectCancellation();
    toHandler.request(1);
    toHandler.expectNext(new Message.Text("one")).expectNoMessage(SOON);
    toHandler.request(1);
    toHandler.expectNext(new Message.Text("two")).expectComplete();
  }

  @Test
  void aNetworkThatNoLongerTakesEndsTheHandler() {
    toNetwork.cancel();
    fromHandler.expectCancellation();
    fromNetwork.expectCancellation();
    toHandler.ensureSubscription().expectComplete();
  }

  @Test
  void copiesNoBytesOfABinaryMessage() {
    byte[] read = RawClient.masked(true, Opcode.BINARY, "payload".getBytes(UTF_8));
    toHandler.request(1);
    fromNetwork.sendNext(ByteString.fromArrayUnsafe(read));
    Message.Binary part = (Message.Binary) toHandler.expectNext();
    assertThat(part).isEqualTo(Message.Binary.whole(ByteString.fromString("payload")));
    read[read.length - 1] = 'X';
    assertThat(part.bytes().utf8String()).isEqualTo("payloaX");
  }

  private static WebSocket sockets() {
    return new WebSocket(TestServer.LIMITS, TestServer.calm(kit));
  }

  /** Two frames in one read. */
  private static ByteString read(ByteString one, ByteString two) {
    return one.concat(two).compact();
  }

  private static ByteString text(String text) {
    return frame(Opcode.TEXT, text);
  }

  private static ByteString frame(Opcode opcode, String payload) {
    return ByteString.fromArrayUnsafe(RawClient.masked(true, opcode, payload.getBytes(UTF_8)));
  }
}
