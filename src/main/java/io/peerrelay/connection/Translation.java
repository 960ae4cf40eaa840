package io.peerrelay.connection;

import akka.actor.Cancellable;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.Turn;
import io.peerrelay.websocket.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An older client on one socket: its words made the relay's, and the relay's made its own. Used by
 * the socket's stage alone.
 */
final class Translation {
  private static final Logger LOG = LoggerFactory.getLogger(Translation.class);

  /** How many seconds' worth of what is not asked of the relay may come at once. */
  private static final int BURST = 10;

  private final Dialect dialect;

  /** The connection counts what it is asked; this, what does not get so far. */
  private final RateLimit unasked;

  /** What is asked while there is no connection. */
  private final Queue<Request.Asked> held = new ArrayDeque<>(1);

  private final Cancellable pings;

  /**
   * @param messageRate how much a client may say each second
   * @param pings stopped at the end
   */
  Translation(Dialect dialect, int messageRate, Cancellable pings) {
    this.dialect = dialect;
    this.pings = pings;
    this.unasked = new RateLimit(messageRate, Duration.ofSeconds(1), BURST * messageRate);
  }

  Turn open() {
    return dialect.open();
  }

  Turn read(String text) {
    return dialect.read(text);
  }

  /** What a client is told that sends bytes: none of these do. */
  Turn readBytes() {
    return dialect.write(
        null, ErrorCode.BAD_JSON.because("message: bytes (expected: a text)").toError());
  }

  Turn write(Message.EncodedText text) {
    try {
      RelayDialect.Answer answer = RelayDialect.decodeAnswer(text.utf8().utf8String());
      ServerMessage message = answer.message();
      return write(answer.re(), message);
    } catch (InvalidField e) {
      // Of a newer node, in a cluster that is on its way there.
      LOG.debug("An older client was not told what is not known here: {}", e.getMessage());
      return Turn.NOTHING;
    }
  }

  /**
   * @param re the id of the request that it answers; null for a push
   */
  Turn write(String re, ServerMessage message) {
    return dialect.write(re, message);
  }

  Message.Close close(Message.Close frame) {
    return new Message.Close(dialect.closeCode(frame.code()), frame.reason());
  }

  Turn ping() {
    return dialect.ping();
  }

  boolean waits() {
    return dialect.waits();
  }

  /** Whether the client may go on so; else it costs more than it asks. */
  boolean permits(Turn turn) {
    boolean isAsked = !turn.requests().isEmpty() && !turn.startsAnew();
    return isAsked || turn.equals(Turn.NOTHING) || unasked.take().isEmpty();
  }

  void hold(Request.Asked request) {
    held.add(request);
  }

  void release(Consumer<Request.Asked> connection) {
    while (!held.isEmpty()) connection.accept(held.remove());
  }

  void end() {
    pings.cancel();
  }
}
