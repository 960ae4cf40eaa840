package io.peerrelay.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a client that has logged in comes back after its connection broke: it tries each other server
 * at once; then it waits before each attempt a random time up to a bound that doubles with each
 * round, so that thousands of clients don't come back at once.
 *
 * @param first the bound of the first wait
 * @param longest the bound of any wait
 * @param patience how long it goes on trying; zero: it does not come back at all
 */
public record Reconnection(Duration first, Duration longest, Duration patience) {
  /**
   * At another server; and at the same address where the relay says that it is going away: another
   * one is there already, or soon.
   */
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
   * @param servers how many there are; they are tried in turn
   */
  Duration delay(int attempt, int servers, RelayException reason) {
    int others = servers - 1;
    int round = Math.max(0, attempt - others) / servers;
    long doubled = first.toMillis() << Math.min(round, MOST_DOUBLINGS);
    long bound = Math.min(longest.toMillis(), doubled);
    boolean atOnce = attempt < others || (attempt == 0 && isGoingAway(reason));
    if (atOnce) bound = Math.min(bound, AT_ONCE.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
  }

  private static boolean isGoingAway(RelayException reason) {
    return reason instanceof ConnectionLostException lost && lost.closeCode() == GOING_AWAY;
  }
}
