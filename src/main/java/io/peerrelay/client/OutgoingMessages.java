package io.peerrelay.client;

import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Recipient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The messages that are not stored yet. Each recipient has a lane, with one message at a time on
 * its way: so none overtakes another that has to be sent again. Sent again it is the same message
 * for the relay, because of its reference.
 *
 * <pre>
 *   ready lanes -> a few on their way --stored, refused--> ready, if more waits
 *        ^                |
 *        +-- next connection, or some time later --+
 * </pre>
 */
final class OutgoingMessages {
  /**
   * Over all lanes: enough for the rate that a relay allows, and few errors where it is too much.
   */
  private static final int MOST_ON_THEIR_WAY = 4;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What is allowed adds up meanwhile, and too many errors would end the connection. */
  private static final Duration PAUSE_OF_ALL = Duration.ofSeconds(3);

  private final Line line;
  private final Map<Recipient, Lane> lanes = new HashMap<>();

  /** Lanes whose first message can be sent. */
  private final Deque<Lane> ready = new ArrayDeque<>();

  private int onTheirWay;
  private boolean paused;

  /** The one that failed: only the next is of use. */
  private RelayConnection broken;

  private RelayException lost;

  private record Unsent(
      ConversationRequest.Message message, CompletableFuture<ConversationMessage.Sent> sent) {}

  private record Lane(Recipient to, Deque<Unsent> waiting) {}

  OutgoingMessages(Line line) {
    this.line = line;
  }

  CompletableFuture<ConversationMessage.Sent> send(ConversationRequest.Message message) {
    Unsent unsent = new Unsent(message, new CompletableFuture<>());
    synchronized (this) {
      if (lost != null) return CompletableFuture.failedFuture(lost);
      Lane lane = lanes.get(message.to());
      if (lane == null) {
        lane = new Lane(message.to(), new ArrayDeque<>());
        lanes.put(message.to(), lane);
        ready.add(lane);
      }
      lane.waiting().add(unsent);
    }
    sendReady();
    return unsent.sent();
  }

  void onReconnected() {
    sendReady();
  }

  /** Fails all, those that are still to come too. */
  void failAll(RelayException reason) {
    List<Unsent> all = new ArrayList<>();
    synchronized (this) {
      lost = reason;
      lanes.values().forEach(lane -> all.addAll(lane.waiting()));
      lanes.clear();
      ready.clear();
    }
    all.forEach(unsent -> unsent.sent().completeExceptionally(reason));
  }

  private void sendReady() {
    while (true) {
      RelayConnection connection = line.connection();
      Lane lane;
      Unsent first;
      synchronized (this) {
        if (paused || connection == broken || onTheirWay == MOST_ON_THEIR_WAY) return;
        lane = ready.poll();
        if (lane == null) return;
        first = lane.waiting().peek();
        onTheirWay++;
      }
      connection
          .request(first.message(), ConversationMessage.Sent.class)
          .whenComplete((sent, failure) -> onAnswer(connection, lane, sent, failure));
    }
  }

  private void onAnswer(
      RelayConnection connection, Lane lane, ConversationMessage.Sent sent, Throwable failure) {
    boolean isLater = failure instanceof RelayException e && e.retryable();
    synchronized (this) {
      onTheirWay--;
      if (lost != null) return;
      if (failure instanceof ConnectionLostException) {
        broken = connection;
        ready.addFirst(lane);
      }
    }
    if (failure instanceof ConnectionLostException) sendReady(); // The next may be there already.
    else if (isLater) later(lane, (RelayException) failure);
    else end(lane, sent, failure);
  }

  private void later(Lane lane, RelayException failure) {
    boolean all = failure.code().equals(Optional.of(ErrorCode.RATE_LIMITED));
    Duration named = failure.retryAfter().orElse(PAUSE);
    Duration pause = all && named.compareTo(PAUSE_OF_ALL) < 0 ? PAUSE_OF_ALL : named;
    synchronized (this) {
      paused |= all;
    }
    line.after(pause, () -> again(lane, all));
  }

  private void again(Lane lane, boolean all) {
    synchronized (this) {
      if (lost != null) return;
      if (all) paused = false;
      ready.addFirst(lane);
    }
    sendReady();
  }

  private void end(Lane lane, ConversationMessage.Sent sent, Throwable failure) {
    Unsent first;
    synchronized (this) {
      if (lost != null) return; // It has failed with all others.
      first = lane.waiting().poll();
      if (lane.waiting().isEmpty()) lanes.remove(lane.to());
      else ready.add(lane);
    }
    if (failure == null) first.sent().complete(sent);
    else first.sent().completeExceptionally(failure);
    sendReady();
  }
}
