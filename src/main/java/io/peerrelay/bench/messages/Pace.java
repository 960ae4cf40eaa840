package io.peerrelay.bench.messages;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When each message is to be sent, whatever becomes of those before it: a relay that stops for a
 * second has a hundred late messages at a hundred a second, not one.
 *
 * @param start of the first, as {@link System#nanoTime} counts
 */
record Pace(long start, double perSecond, int count) {
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Sends one. */
  interface Send {
    void send(int message) throws IOException;
  }

  /** It begins in a moment, so that whoever keeps it has time to be there. */
  static Pace soon(double perSecond, Duration time) {
    long start = System.nanoTime() + SOON_NANOS;
    return new Pace(start, perSecond, (int) (perSecond * time.toMillis() / 1000));
  }

  /** From it on is counted how long a message takes. */
  long due(int message) {
    return start + (long) (message * (TimeUnit.SECONDS.toNanos(1) / perSecond));
  }

  long end() {
    return due(count);
  }

  /** Sends all, in a thread of its own: one that reads would send late. */
  void keep(Send send) throws IOException {
    for (int message = 0; message < count && !Thread.currentThread().isInterrupted(); message++) {
      for (long left = due(message) - System.nanoTime();
          left > 0 && !Thread.currentThread().isInterrupted();
          left = due(message) - System.nanoTime()) LockSupport.parkNanos(left);
      send.send(message);
    }
  }
}
