package io.peerrelay.bench.messages;

import io.peerrelay.bench.Spread;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What became of a trial.
 *
 * @param readings without those to warm up
 * @param failure why it was measured no further
 */
record Result(Trial trial, List<Reading> readings, Optional<String> failure) {
  Result {
    readings = List.copyOf(readings);
  }

  /** Whether there are figures to show. */
  boolean isMeasured() {
    return !readings.isEmpty() && failure.isEmpty();
  }

  Spread spread(ToDoubleFunction<Reading> figure) {
    return Spread.of(readings, figure);
  }

  /** Of all runs together. */
  Tally tally() {
    return readings.stream().map(Reading::tally).reduce(Tally.CLEAN, Tally::plus);
  }
}
