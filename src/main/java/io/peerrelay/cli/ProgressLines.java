package io.peerrelay.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** A line every few seconds, for logs. */
final class ProgressLines implements Progress {
  private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

  private final String what;
  private final long size;
  private final PrintWriter lines;
  private final long start = System.nanoTime();
  private long printed = start;

  ProgressLines(String what, long size, PrintWriter lines) {
    this.what = what;
    this.size = size;
    this.lines = lines;
  }

  @Override
  public void update(long bytes) {
    long now = System.nanoTime();
    if (now - printed < INTERVAL) return;
    printed = now;
    double rate = bytes / ((now - start) / 1e9);
    long secondsLeft = Math.round((size - bytes) / Math.max(1, rate));
    lines.printf(
        "%s: %d %% of %s, %s/s, %s left%n",
        what, 100 * bytes / size, Sizes.text(size), Sizes.text((long) rate), time(secondsLeft));
    lines.flush();
  }

  /** The end is told by whoever knows how it ended. */
  @Override
  public void close() {}

  private static String time(long seconds) {
    return seconds < 60
        ? seconds + " s"
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
