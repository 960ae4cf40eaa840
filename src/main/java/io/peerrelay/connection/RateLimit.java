package io.peerrelay.connection;

import java.time.Duration;
import java.util.Optional;

/** A token bucket: so many at once, and so many over a longer time. Any thread may use it. */
final class RateLimit {
  private final long nanosEach;
  private final long most;
  private long spentUntil = System.nanoTime();

  /**
   * @param number how many each {@code period}
   * @param atOnce how many after a pause
   */
  RateLimit(int number, Duration period, int atOnce) {
    this.nanosEach = period.toNanos() / number;
    this.most = nanosEach * atOnce;
  }

  /**
   * Takes the room for one more, if there is any.
   *
   * @return in what time there will be; empty if one was taken
   */
  synchronized Optional<Duration> take() {
    long now = System.nanoTime();
    long next = (spentUntil - now > 0 ? spentUntil : now) + nanosEach;
    if (next - now > most) return Optional.of(Duration.ofNanos(next - now - most));
    spentUntil = next;
    return Optional.empty();
  }
}
