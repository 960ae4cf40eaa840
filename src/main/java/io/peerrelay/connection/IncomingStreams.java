package io.peerrelay.connection;

import akka.util.ByteString;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Request;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.transfer.Verdict;
import io.peerrelay.websocket.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The bytes that the client sends, on their way to the paths of their streams. */
final class IncomingStreams {
  private final StreamParser parser = new StreamParser();
  private final Map<Long, BytePath.Source> sending = new HashMap<>();
  private final Outbox outbox;
  private long latest;

  /**
   * @param outbox knows which streams go the other way
   */
  IncomingStreams(Outbox outbox) {
    this.outbox = outbox;
  }

  /** There is a stream of this number; the client sends it if there is a source. */
  void open(long stream, BytePath.Source source) {
    latest = stream;
    if (source != null) sending.put(stream, source);
  }

  void end(long stream) {
    sending.remove(stream);
  }

  void endAll() {
    latest = 0;
    sending.clear();
  }

  /**
   * @param connection is told of a client that breaks the rules
   * @return false if the bytes are of no stream that ever was
   */
  boolean take(Message.Binary part, Consumer<Connection.Command> connection) {
    ByteString bytes = parser.parse(part);
    if (!parser.isKnown()) return !part.last(); // The end came too soon to name a stream.
    long stream = parser.stream();
    if (stream == 0 || stream > latest) return false;
    if (outbox.holds(stream))
      connection.accept(new Connection.Received(new Request.Refused(null, notSent(stream))));
    else put(stream, bytes, connection);
    return true;
  }

  private void put(long stream, ByteString bytes, Consumer<Connection.Command> connection) {
    BytePath.Source source = sending.get(stream);
    if (source == null || bytes.isEmpty()) return;
    Verdict verdict = source.put(bytes);
    if (verdict == Verdict.TAKEN) return;
    sending.remove(stream);
    if (verdict != Verdict.CLOSED)
      connection.accept(new Connection.StreamBroken(stream, problem(verdict, source.path())));
  }

  private static Problem notSent(long stream) {
    return ErrorCode.BAD_FIELD.because(
        "stream: " + stream + " (expected: one that you send, not one that you receive)");
  }

  private static Problem problem(Verdict verdict, BytePath path) {
    return verdict == Verdict.PAST_SIZE
        ? ErrorCode.TOO_LARGE.because(
            "More bytes came than were offered (expected: " + path.total() + ")")
        : ErrorCode.CREDIT_EXCEEDED.because("More bytes came than were granted.");
  }
}
