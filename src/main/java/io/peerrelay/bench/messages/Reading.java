package io.peerrelay.bench.messages;

import java.time.Duration;
import java.util.Locale;

/**
 * One run of a trial.
 *
 * @param count of deliveries, or of messages between two, within the time
 * @param time on the clock
 * @param processor time that the relay's process took meanwhile, user and system
 * @param sent until the sender had the answer
 * @param delivered until the recipients had the message
 * @param tally of the whole run, with what came after the time
 */
record Reading(
    long count,
    Duration time,
    Duration processor,
    Percentiles sent,
    Percentiles delivered,
    Tally tally) {
  /** A second. */
  double rate() {
    return count / seconds(time);
  }

  /** Milliseconds of processor time for each thousand. */
  double cost() {
    return count == 0 ? Double.NaN : seconds(processor) * 1e6 / count;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%8.0f/s%s%s, %.1f CPU ms/1,000, wrong: %s",
        rate(),
        sent.isMeasured() ? ", sent " + sent : "",
        delivered.isMeasured() ? ", delivered " + delivered : "",
        cost(),
        tally);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
