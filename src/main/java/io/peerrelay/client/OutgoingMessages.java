package io.peerrelay.client;

import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.Recipient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The messages that are not stored yet. Each recipient has a lane, with one message at a time on
 * its way: so none overtakes another that has to be sent again. Sent again it is the same message
 * for the relay, because of its reference.
 */
final class OutgoingMessages {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Line line;
  private final Map<Recipient, Lane> lanes = new ConcurrentHashMap<>();
  private volatile RelayException lost;

  OutgoingMessages(Line line) {
    this.line = line;
  }

  CompletableFuture<ConversationMessage.Sent> send(ConversationRequest.Message message) {
    Unsent unsent = new Unsent(message, new CompletableFuture<>());
    Lane lane = lanes.computeIfAbsent(message.to(), to -> new Lane());
    lane.add(unsent);
    if (lost != null) lane.failAll(lost);
    return unsent.sent();
  }

  void onReconnected() {
    lanes.values().forEach(Lane::sendNext);
  }

  /** Fails all, those that are still to come too. */
  void failAll(RelayException reason) {
    lost = reason;
    lanes.values().forEach(lane -> lane.failAll(reason));
  }

  private record Unsent(
      ConversationRequest.Message message, CompletableFuture<ConversationMessage.Sent> sent) {}

  private final class Lane {
    private final Deque<Unsent> waiting = new ArrayDeque<>();

    /** Whether the first one is on its way. */
    private boolean sending;

    void add(Unsent unsent) {
      synchronized (this) {
        waiting.add(unsent);
      }
      sendNext();
    }

    void sendNext() {
      Unsent first;
      synchronized (this) {
        first = waiting.peek();
        if (sending || first == null) return;
        sending = true;
      }
      RelayConnection connection = line.connection();
      connection
          .request(first.message(), ConversationMessage.Sent.class)
          .whenComplete((sent, failure) -> onAnswer(connection, first, sent, failure));
    }

    private void onAnswer(
        RelayConnection connection,
        Unsent first,
        ConversationMessage.Sent sent,
        Throwable failure) {
      boolean isLost = failure instanceof ConnectionLostException;
      boolean isLater = !isLost && failure instanceof RelayException e && e.retryable();
      synchronized (this) {
        sending = false;
        if (!isLost && !isLater) waiting.remove(first);
      }
      if (isLost) {
        // The next connection sends it; it may be there already.
        if (connection != line.connection()) sendNext();
      } else if (isLater) {
        line.after(((RelayException) failure).retryAfter().orElse(PAUSE), this::sendNext);
      } else {
        if (failure == null) first.sent().complete(sent);
        else first.sent().completeExceptionally(failure);
        sendNext();
      }
    }

    void failAll(RelayException reason) {
      List<Unsent> all;
      synchronized (this) {
        all = List.copyOf(waiting);
        waiting.clear();
      }
      all.forEach(unsent -> unsent.sent().completeExceptionally(reason));
    }
  }
}
