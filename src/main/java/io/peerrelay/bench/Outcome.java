package io.peerrelay.bench;

import java.util.List;
import java.util.Optional;

/**
 * What became of a candidate.
 *
 * @param samples the measured runs, without those to warm up
 * @param absent why there was nothing to measure
 * @param failure why it was measured no further
 */
record Outcome(
    Label label, List<Sample> samples, Optional<String> absent, Optional<String> failure) {
  Outcome {
    samples = List.copyOf(samples);
  }

  static Outcome absent(Label label, String why) {
    return new Outcome(label, List.of(), Optional.of(why), Optional.empty());
  }

  static Outcome failed(Label label, String why) {
    return new Outcome(label, List.of(), Optional.empty(), Optional.of(why));
  }

  static Outcome measured(Label label, List<Sample> samples) {
    return new Outcome(label, samples, Optional.empty(), Optional.empty());
  }

  /** Whether there are figures to show. */
  boolean isMeasured() {
    return !samples.isEmpty() && failure.isEmpty();
  }

  Spread speed() {
    return Spread.of(samples, Sample::speed);
  }

  Spread cost() {
    return Spread.of(samples, Sample::cost);
  }
}
