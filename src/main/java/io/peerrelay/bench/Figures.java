package io.peerrelay.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All outcomes of one run of the benchmark, to be compared with each other. */
record Figures(List<Outcome> outcomes) {
  Figures {
    outcomes = List.copyOf(outcomes);
  }

  Optional<Outcome> measured(String name, int pairs) {
    return outcomes.stream()
        .filter(Outcome::isMeasured)
        .filter(one -> one.label().name().equals(name) && one.label().pairs() == pairs)
        .findFirst();
  }

  /** The median of one as a multiple of that of another with as many pairs. */
  Optional<Double> ratio(Outcome one, String other, Function<Outcome, Spread> figure) {
    if (!one.isMeasured()) return Optional.empty();
    return measured(other, one.label().pairs())
        .map(base -> figure.apply(one).median() / figure.apply(base).median());
  }
}
