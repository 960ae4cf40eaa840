package io.peerrelay.procedure;

import java.time.Duration;

/** Until when a call has to be answered. */
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean isOver() {
    return left().isNegative() || left().isZero();
  }

  Duration left() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }
}
