package io.peerrelay.bench;

import java.time.Duration;
import java.util.Locale;

/**
 * One run.
 *
 * @param bytes that went through
 * @param time on the clock
 * @param processor time that the relay's process took, user and system
 */
record Sample(long bytes, Duration time, Duration processor) {
  /** Millions of bytes a second. */
  double speed() {
    return bytes / 1e6 / seconds(time);
  }

  /** Processor seconds for each 10^9 bytes. */
  double cost() {
    return seconds(processor) / (bytes / 1e9);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%5.0f MB/s, %.2f CPU s/GB", speed(), cost());
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
