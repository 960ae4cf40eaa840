package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.util.ByteString;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Request;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.websocket.Message;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What comes from the client, and how it reaches the connection and the paths. */
class SocketStageInputTest extends SocketStageFixture {
  private static final int REQUESTS = 32;

  private static Message.Binary bytes(long stream, int size) {
    return Message.Binary.whole(
        ByteString.fromArray(
            ByteBuffer.allocate(Integer.BYTES + size).putInt((int) stream).array()));
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
