package io.peerrelay.connection;

import java.time.Duration;

/** A token bucket: so many at once, and so many over a longer time. */
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
   * @return whether there is room for one more, which is then taken
   */
  boolean take() {
    long now = System.nanoTime();
    long next = (spentUntil - now > 0 ? spentUntil : now) + nanosEach;
    if (next - now > most) return false;
    spentUntil = next;
    return true;
  }
}
