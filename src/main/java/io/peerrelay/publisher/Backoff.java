package io.peerrelay.publisher;

import java.time.Duration;

/** How long to wait before the next try: each time twice as long, up to a limit. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);

  private final Duration longest;
  private Duration next = FIRST;

  Backoff(Duration longest) {
    this.longest = longest;
  }

  /** Whether nothing has failed since the last success. */
  boolean isFresh() {
    return next.equals(FIRST);
  }

  Duration next() {
    Duration wait = next;
    Duration longer = wait.multipliedBy(2);
    next = longer.compareTo(longest) > 0 ? longest : longer;
    return wait;
  }

  void succeeded() {
    next = FIRST;
  }
}
