package io.peerrelay.connection;

import io.peerrelay.protocol.Problem;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many errors a client may earn. To be refused for coming too fast counts only for one who had
 * been told how long to wait and did not: else who sends as fast as allowed would be closed for it.
 */
final class ErrorRate {
  private final RateLimit limit;
  private long waitsUntil = System.nanoTime();

  /**
   * @param aMinute how many each minute, and at once
   */
  ErrorRate(int aMinute) {
    this.limit = new RateLimit(aMinute, Duration.ofMinutes(1), aMinute);
  }

  /** Whether the client may stay after this one. */
  boolean permits(Problem problem) {
    if (problem.retryAfter() == null) return limit.take().isEmpty();
    long now = System.nanoTime();
    boolean hasWaited = now - waitsUntil >= 0;
    waitsUntil = now + TimeUnit.MILLISECONDS.toNanos(problem.retryAfter());
    return hasWaited || limit.take().isEmpty();
  }
}
