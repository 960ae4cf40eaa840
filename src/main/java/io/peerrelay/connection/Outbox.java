package io.peerrelay.connection;

import akka.util.ByteString;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.websocket.Message;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What waits to be sent on one socket: messages first, in order; then bytes, the streams taking
 * turns, so that a message never waits behind more than one frame of bytes and no transfer behind
 * another.
 */
final class Outbox {
  /**
   * Bytes of one binary frame: enough to make its overhead vanish, little enough to wait for, and
   * with its headers no more than the network's buffer, so that it is written by one call.
   */
  private static final int FRAME = 128 * 1024 - 16;

  /** Bytes of messages that go out in one piece. */
  private static final int WRITE = 64 * 1024;

  private static final int NEARLY_EMPTY = 16 * 1024;

  private final int limit;
  private final ArrayDeque<Message.Encoded> messages = new ArrayDeque<>(1);
  private final Map<Long, Receiving> receiving = new HashMap<>();
  private final ArrayDeque<Receiving> ready = new ArrayDeque<>(1);
  private final List<Runnable> whenSent = new ArrayList<>();
  private long messageBytes;
  private Message.Close close;

  private record Receiving(ByteString header, BytePath path) {}

  /**
   * @param limit bytes of messages that may wait
   */
  Outbox(int limit) {
    this.limit = limit;
  }

  /**
   * @return false, and nothing is kept, if the client reads too slowly for it
   */
  boolean add(Message.Encoded text) {
    if (close != null) return true;
    // One is always taken, however long: it is not the client's fault.
    if (!messages.isEmpty() && messageBytes + text.size() > limit) return false;
    messages.add(text);
    messageBytes += text.size();
    return true;
  }

  void open(long stream, BytePath path) {
    byte[] header = ByteBuffer.allocate(Integer.BYTES).putInt((int) stream).array();
    receiving.put(stream, new Receiving(ByteString.fromArrayUnsafe(header), path));
  }

  void bytesWait(long stream) {
    Receiving waiting = receiving.get(stream);
    if (waiting != null && !ready.contains(waiting)) ready.add(waiting);
  }

  /** Whether bytes go out under this number. */
  boolean holds(long stream) {
    return receiving.containsKey(stream);
  }

  void end(long stream) {
    Receiving ended = receiving.remove(stream);
    if (ended != null) ready.remove(ended);
  }

  void endStreams() {
    ready.clear();
    receiving.clear();
  }

  /** The last thing to be sent, after the messages that wait now. */
  void close(Message.Close frame) {
    close = frame;
    endStreams();
  }

  void dropMessages() {
    messages.clear();
    whenSent.clear();
  }

  boolean isClosing() {
    return close != null;
  }

  /** Whether the client takes messages about as fast as they come. */
  boolean isNearlyEmpty() {
    return messageBytes <= NEARLY_EMPTY;
  }

  /** Calls back, once, when no message waits any more; never after a close. */
  void callWhenSent(Runnable callback) {
    if (messages.isEmpty()) callback.run();
    else whenSent.add(callback);
  }

  private void callBack() {
    List<Runnable> callbacks = List.copyOf(whenSent);
    whenSent.clear();
    callbacks.forEach(Runnable::run);
  }

  /** What to send next; empty if nothing waits. A {@link Message.Close} is the last. */
  Optional<Message> next() {
    if (!messages.isEmpty()) return Optional.of(nextTexts());
    if (close != null) return Optional.of(close);
    return nextBytes();
  }

  /** Several at once cost the network what one does. */
  private Message.Encoded nextTexts() {
    List<Message.Encoded> next = new ArrayList<>(1);
    int size = 0;
    do {
      Message.Encoded text = messages.remove();
      messageBytes -= text.size();
      size += text.size();
      next.add(text);
    } while (!messages.isEmpty() && size + messages.peek().size() <= WRITE);
    if (messages.isEmpty()) callBack();
    return next.size() == 1 ? next.get(0) : Message.EncodedTexts.of(next);
  }

  private Optional<Message> nextBytes() {
    Receiving turn;
    while ((turn = ready.poll()) != null) {
      ByteString bytes = turn.path().poll(FRAME);
      if (bytes.isEmpty()) continue; // It says again when there is more.
      ready.add(turn);
      return Optional.of(Message.Binary.whole(turn.header().concat(bytes)));
    }
    return Optional.empty();
  }
}
