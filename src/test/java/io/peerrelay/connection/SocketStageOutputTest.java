package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.session.ChannelNews;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.websocket.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What goes to the client, in which order, and how it ends. */
class SocketStageOutputTest extends SocketStageFixture {
  private static final int FRAME = 128 * 1024 - 16;

  private static BytePath full(int size) {
    BytePath path = path(size, size);
    path.feed(more -> {}).put(ByteString.fromArray(new byte[size]));
    return path;
  }

  private void receive(long stream, BytePath path) {
    socket.openReceiving(stream, path);
    socket.startReceiving(stream, path);
  }

  private static long streamOf(Message message) {
    return Integer.toUnsignedLong(((Message.Binary) message).bytes().toByteBuffer().getInt());
  }

  private static String text(Message message) {
    return ((Message.Encoded) message).frames().utf8String();
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
    network.request(2);
    assertThat(text(network.expectNext())).containsSubsequence("\"a\"", "\"b\"");
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

  private static ChannelNews news(Runnable taken) {
    return ChannelNews.of(List.of(ChannelNews.Item.of(new ServerMessage.Bye())), taken);
  }

  @Test
  void mentionsNewsToAClientThatKeepsUp() {
    start();
    socket.mention(news(() -> {}));
    network.request(1);
    assertThat(text(network.expectNext())).contains("bye");
  }

  @Test
  void leavesOutWhatIsOnlyMentionedWhereMuchWaitsAndSaysSo() throws InterruptedException {
    start();
    CountDownLatch taken = new CountDownLatch(1);
    socket.send("x".repeat(2 * OUTBOX), new ServerMessage.Pong());
    socket.mention(news(taken::countDown));
    assertThat(taken.await(20, TimeUnit.SECONDS)).isTrue();
    network.request(2);
    assertThat(text(network.expectNext())).contains("pong");
    network.expectNoMessage(SHORT);
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
}
