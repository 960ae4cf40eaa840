package io.peerrelay.client;

import io.peerrelay.protocol.ServerMessage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The requests that wait for their answers. */
final class PendingRequests {
  private final Map<String, Pending<?, ?>> pending = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final Duration timeout;
  private volatile RelayException lost;

  PendingRequests(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * @param expected the type of the answer
   * @param onAnswer is run by the thread that reads, before it reads on
   */
  record Pending<T extends ServerMessage, R>(
      String id, Class<T> expected, Function<T, R> onAnswer, CompletableFuture<R> future) {
    private void answer(ServerMessage message) {
      if (message instanceof ServerMessage.Error error)
        future.completeExceptionally(RelayException.of(error));
      else if (expected.isInstance(message))
        future.complete(onAnswer.apply(expected.cast(message)));
      else
        future.completeExceptionally(
            new RelayException(
                "The relay answered by "
                    + message.getClass().getSimpleName()
                    + " (expected: "
                    + expected.getSimpleName()
                    + ").",
                null,
                false,
                null));
    }
  }

  /** A new request with an id of its own; it fails by itself after the timeout. */
  <T extends ServerMessage, R> Pending<T, R> add(Class<T> expected, Function<T, R> onAnswer) {
    String id = Long.toString(lastId.incrementAndGet());
    Pending<T, R> request = new Pending<>(id, expected, onAnswer, new CompletableFuture<>());
    pending.put(id, request);
    if (lost != null) fail(id, lost);
    CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> fail(id, unanswered()));
    return request;
  }

  void answer(String id, ServerMessage message) {
    Pending<?, ?> request = pending.remove(id);
    if (request != null) request.answer(message);
  }

  void fail(String id, RelayException reason) {
    Pending<?, ?> request = pending.remove(id);
    if (request != null) request.future().completeExceptionally(reason);
  }

  /** Fails all, those that are still to come too. */
  void failAll(RelayException reason) {
    lost = reason;
    pending.keySet().forEach(id -> fail(id, reason));
  }

  private RelayException unanswered() {
    return new RelayException(
        "The relay did not answer within " + timeout.toSeconds() + " s.",
        "Try again in a few seconds.",
        true,
        null);
  }
}
