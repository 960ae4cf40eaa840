package io.peerrelay.transfer;

import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;

/** How long to wait after a link broke: at first hardly, then ever longer. */
final class Breaks {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final int MOST_DOUBLINGS = 6;

  /** A leg that has run so long was a good one. */
  private static final Duration GOOD = Duration.ofSeconds(10);

  private final TimerScheduler<TransferCommand> timers;
  private int inARow;
  private long openedAt = System.nanoTime();
  private long notBefore = openedAt;

  Breaks(TimerScheduler<TransferCommand> timers) {
    this.timers = timers;
  }

  void opened() {
    openedAt = System.nanoTime();
  }

  void broken() {
    long now = System.nanoTime();
    if (now - openedAt > GOOD.toNanos()) inARow = 0;
    Duration pause = FIRST.multipliedBy(1L << Math.min(inARow, MOST_DOUBLINGS));
    inARow++;
    notBefore = now + pause.toNanos();
    timers.startSingleTimer(this, new TransferCommand.LookAgain(), pause);
  }

  /** Whether it is no time for another leg yet. */
  boolean isTooEarly() {
    return System.nanoTime() - notBefore < 0;
  }
}
