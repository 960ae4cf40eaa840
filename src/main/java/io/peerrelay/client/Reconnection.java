package io.peerrelay.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a client that has logged in comes back after its connection broke: it waits a random time up
 * to a bound that doubles with each attempt, so that thousands of clients don't come back at once.
 *
 * @param first the bound of the first wait
 * @param longest the bound of any wait
 * @param patience how long it goes on trying; zero: it does not come back at all
 */
public record Reconnection(Duration first, Duration longest, Duration patience) {
  /** Where the relay says that it is going away, another one is there already, or soon. */
  private static final Duration AT_ONCE = Duration.ofMillis(200);

  private static final int GOING_AWAY = 1001;
  private static final int MOST_DOUBLINGS = 20;

  public Reconnection {
    if (first.toMillis() < 1)
      throw new IllegalArgumentException("first: " + first + " (expected: >= 1 ms)");
    if (longest.compareTo(first) < 0)
      throw new IllegalArgumentException("longest: " + longest + " (expected: >= " + first + ")");
    if (patience.isNegative())
      throw new IllegalArgumentException("patience: " + patience + " (expected: >= 0)");
  }

  /** The first break is the end. */
  public static Reconnection never() {
    return new Reconnection(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ZERO);
  }

  /** As long as the relay keeps a transfer, unless it was set up otherwise. */
  public static Reconnection persistent() {
    return new Reconnection(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofHours(24));
  }

  /** Whether a connection that ended so is to be opened again. */
  boolean follows(RelayException reason) {
    return !patience.isZero() && reason.retryable();
  }

  /**
   * @param attempt 0 for the first after the break
   */
  Duration delay(int attempt, RelayException reason) {
    long doubled = first.toMillis() << Math.min(attempt, MOST_DOUBLINGS);
    long bound = Math.min(longest.toMillis(), doubled);
    if (attempt == 0 && isGoingAway(reason)) bound = Math.min(bound, AT_ONCE.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
  }

  private static boolean isGoingAway(RelayException reason) {
    return reason instanceof ConnectionLostException lost && lost.closeCode() == GOING_AWAY;
  }
}
