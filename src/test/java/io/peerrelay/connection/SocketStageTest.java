package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.japi.Pair;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.transfer.Leg;
import io.peerrelay.transfer.WindowMemory;
import io.peerrelay.websocket.Message;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stage between probes for the network's two directions and for the connection. */
class SocketStageTest {
  private static final ActorTestKit kit =
      ActorTestKit.create("stage", ConfigFactory.defaultReference());
  private static final int OUTBOX = 10_000;
  private static final int REQUESTS = 32;
  private static final int FRAME = 128 * 1024;
  private static final Duration SHORT = Duration.ofMillis(100);

  private TestProbe<Connection.Command> connection;
  private TestPublisher.Probe<Message> client;
  private TestSubscriber.Probe<Message> network;
  private Socket socket;

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @BeforeEach
  void connect() {
    TestProbe<Connections.Command> connections = kit.createTestProbe();
    connection = kit.createTestProbe();
    Pair<TestPublisher.Probe<Message>, TestSubscriber.Probe<Message>> ends =
        TestSource.<Message>create(kit.system())
            .via(Flow.fromGraph(new SocketStage(connections.getRef(), OUTBOX, "http://here")))
            .toMat(TestSink.create(kit.system()), Keep.both())
            .run(kit.system());
    client = ends.first();
    network = ends.second();
    socket = connections.expectMessageClass(Connections.Connect.class).socket();
  }

  @AfterEach
  void hangUp() {
    client.sendComplete();
  }

  private void start() {
    socket.start(connection.getRef());
    network.ensureSubscription();
  }

  private static Message.Binary bytes(long stream, int size) {
    return Message.Binary.whole(
        ByteString.fromArray(
            ByteBuffer.allocate(Integer.BYTES + size).putInt((int) stream).array()));
  }

  private static long streamOf(Message message) {
    return Integer.toUnsignedLong(((Message.Binary) message).bytes().toByteBuffer().getInt());
  }

  private static BytePath path(long total, int window) {
    return new BytePath(new Leg("leg", total, null, 0), new WindowMemory(1L << 40, window, window));
  }

  private static BytePath full(int size) {
    BytePath path = path(size, size);
    path.feed(more -> {}).put(ByteString.fromArray(new byte[size]));
    return path;
  }

  private void receive(long stream, BytePath path) {
    socket.openReceiving(stream, path);
    socket.startReceiving(stream, path);
  }

  private static String text(Message message) {
    return ((Message.EncodedText) message).utf8().utf8String();
  }

  @Test
  void readsNothingBeforeThereIsAConnection() {
    network.request(1);
    client.sendNext(new Message.Text("{\"type\":\"ping\"}"));
    connection.expectNoMessage(SHORT);
    start();
    assertThat(connection.expectMessageClass(Connection.Received.class).request())
        .isInstanceOf(Request.Asked.class);
  }

  @Test
  void handsOnWhatIsNoMessageAsAProblem() {
    start();
    client.sendNext(new Message.Text("nonsense"));
    Request request = connection.expectMessageClass(Connection.Received.class).request();
    assertThat(((Request.Refused) request).problem().code()).isEqualTo(ErrorCode.BAD_JSON);
  }

  @Test
  void readsNoFurtherThanTheConnectionKeepsUp() {
    start();
    for (int i = 0; i < REQUESTS; i++) {
      client.sendNext(new Message.Text("{\"type\":\"ping\"}"));
      connection.expectMessageClass(Connection.Received.class);
    }
    client.sendNext(new Message.Text("{\"type\":\"ping\"}"));
    connection.expectNoMessage(SHORT);
    socket.requestTaken();
    connection.expectMessageClass(Connection.Received.class);
  }

  @Test
  void putsBytesOnThePathOfTheirStream() {
    start();
    BytePath path = path(100, 100);
    socket.openSending(1, path);
    client.sendNext(bytes(1, 60));
    await().until(() -> path.poll(100).size() == 60);
  }

  @Test
  void tellsTheConnectionOfCreditExceededOnce() {
    start();
    BytePath path = path(1_000, 100);
    socket.openSending(1, path);
    client.sendNext(bytes(1, 101));
    client.sendNext(bytes(1, 101));
    Connection.StreamBroken broken = connection.expectMessageClass(Connection.StreamBroken.class);
    assertThat(broken.stream()).isEqualTo(1);
    assertThat(broken.problem().code()).isEqualTo(ErrorCode.CREDIT_EXCEEDED);
    connection.expectNoMessage(SHORT);
  }

  @Test
  void closesOnBytesForAStreamThatWasNeverOpened() {
    start();
    socket.openSending(1, path(10, 10));
    network.request(2);
    client.sendNext(bytes(2, 1));
    assertThat(network.expectNext()).isEqualTo(CloseReason.NEVER_OPENED.frame());
    network.expectComplete();
    client.sendComplete();
    connection.expectMessageClass(Connection.SocketClosed.class);
  }

  @Test
  void answersBytesForAStreamThatIsReceivedThoughItHasNotStarted() {
    start();
    socket.openReceiving(1, path(10, 10));
    client.sendNext(bytes(1, 5));
    Request request = connection.expectMessageClass(Connection.Received.class).request();
    assertThat(((Request.Refused) request).problem().code()).isEqualTo(ErrorCode.BAD_FIELD);
  }

  @Test
  void dropsBytesForAStreamThatHasEnded() {
    start();
    socket.openSending(1, path(10, 10));
    socket.endStream(1);
    client.sendNext(bytes(1, 5));
    client.sendNext(new Message.Text("{\"type\":\"ping\"}"));
    connection.expectMessageClass(Connection.Received.class);
  }

  @Test
  void sendsMessagesBeforeBytes() {
    start();
    receive(1, full(FRAME * 3));
    network.request(1);
    assertThat(network.expectNext()).isInstanceOf(Message.Binary.class);
    socket.send("a", new ServerMessage.Pong());
    socket.send("b", new ServerMessage.Pong());
    // Both are in before the network takes more.
    network.expectNoMessage(SHORT);
    network.request(3);
    assertThat(text(network.expectNext())).contains("\"a\"");
    assertThat(text(network.expectNext())).contains("\"b\"");
    assertThat(network.expectNext()).isInstanceOf(Message.Binary.class);
  }

  @Test
  void letsTheStreamsTakeTurns() {
    start();
    receive(1, full(FRAME * 3));
    receive(2, full(FRAME * 3));
    network.expectNoMessage(SHORT);
    network.request(6);
    List<Long> streams = new ArrayList<>();
    for (int i = 0; i < 6; i++) streams.add(streamOf(network.expectNext()));
    assertThat(streams).containsExactly(1L, 2L, 1L, 2L, 1L, 2L);
  }

  @Test
  void takesNothingFromThePathThatTheNetworkDoesNotTake() {
    start();
    BytePath path = full(FRAME * 5);
    receive(1, path);
    network.request(2);
    network.expectNext();
    network.expectNext();
    network.expectNoMessage(SHORT);
    assertThat(path.taken()).isEqualTo(2 * FRAME);
  }

  @Test
  void sendsNothingMoreOfAStreamThatHasEnded() {
    start();
    receive(1, full(FRAME * 5));
    network.request(1);
    network.expectNext();
    socket.endStream(1);
    socket.send(null, new ServerMessage.Pong());
    network.request(2);
    assertThat(text(network.expectNext())).contains("pong");
    network.expectNoMessage(SHORT);
  }

  @Test
  void sendsTheMessagesThatWaitBeforeItCloses() {
    start();
    socket.send(null, new ServerMessage.Bye());
    socket.close(CloseReason.LOGGED_OUT);
    socket.send(null, new ServerMessage.Pong());
    network.request(3);
    assertThat(text(network.expectNext())).contains("bye");
    assertThat(network.expectNext()).isEqualTo(CloseReason.LOGGED_OUT.frame());
    network.expectComplete();
  }

  @Test
  void keepsNoMoreMessagesThanTheOutboxHoldsAndCutsTheClientOff() {
    start();
    for (int i = 0; i < 1_000; i++) socket.send("x".repeat(60), new ServerMessage.Pong());
    network.expectNoMessage(SHORT);
    network.request(1_000);
    assertThat(network.expectNext()).isEqualTo(CloseReason.TOO_SLOW.frame());
    network.expectComplete();
  }

  @Test
  void sendsAMessageLongerThanTheOutboxToAClientThatKeepsUp() {
    start();
    socket.send("x".repeat(2 * OUTBOX), new ServerMessage.Pong());
    network.request(1);
    assertThat(text(network.expectNext())).contains("pong");
  }

  /** And no further wrong of the client puts it off. */
  @Test
  void endsInTimeWhenTheCloseFrameIsNotTaken() {
    start();
    socket.close(CloseReason.TOO_MANY_ERRORS);
    long start = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      connection.expectNoMessage(Duration.ofSeconds(1));
      socket.close(CloseReason.TOO_MANY_ERRORS);
    }
    connection.expectMessageClass(Connection.SocketClosed.class, Duration.ofSeconds(20));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void hearsNothingOnceItIsClosing() {
    start();
    socket.close(CloseReason.TOO_MANY_ERRORS);
    client.sendNext(new Message.Text("{\"type\":\"ping\"}"));
    client.sendNext(bytes(7, 1));
    connection.expectNoMessage(SHORT);
  }

  @Test
  void tellsTheConnectionWhenTheClientIsGone() {
    start();
    client.sendComplete();
    connection.expectMessageClass(Connection.SocketClosed.class);
    network.expectComplete();
  }
}
