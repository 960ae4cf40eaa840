package io.peerrelay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was asked for, beside what was measured.
 *
 * @param what in words
 * @param wanted the bound, with its direction
 * @param figure what was measured; empty if it was not
 * @param met whether the figure is within the bound
 */
record Target(String what, String wanted, Optional<Double> figure, boolean met) {
  private static final List<String> SOCKETS = List.of("relay-64k", "relay-256k");
  private static final List<String> ALL = List.of("relay-64k", "relay-256k", "http");

  /** The targets of docs/performance.md, as far as candidates for them were wanted. */
  static List<Target> of(Figures figures) {
    List<Target> targets = new ArrayList<>();
    for (Outcome one : figures.outcomes()) {
      String name = one.label().name();
      String frames = name.substring(name.indexOf('-') + 1);
      if (SOCKETS.contains(name)) {
        speed(targets, figures, one, "akka", one.label().pairs() == 1 ? 0.6 : 0.8);
        speed(targets, figures, one, "node-ws-" + frames, 3);
        speed(targets, figures, one, "node-ws-native-" + frames, 1);
        speed(targets, figures, one, "python-websockets-" + frames, 1);
        speed(targets, figures, one, "copy", 0.45);
      }
      if (name.equals("http")) speed(targets, figures, one, "akka", 0.7);
      if (ALL.contains(name)) {
        atMost(targets, one, "CPU ÷ akka", 1.3, figures.ratio(one, "akka", Outcome::cost));
        atMost(targets, one, "CPU s/GB (stretch)", 1, cost(one));
      }
      if (name.equals("relay-cli")) {
        speed(targets, figures, one, "croc-cli", 1.5);
        speed(targets, figures, one, "magic-wormhole-cli", 3);
      }
    }
    return targets;
  }

  private static Optional<Double> cost(Outcome one) {
    return one.isMeasured() ? Optional.of(one.cost().median()) : Optional.empty();
  }

  private static void speed(
      List<Target> targets, Figures figures, Outcome one, String other, double least) {
    Optional<Double> figure = figures.ratio(one, other, Outcome::speed);
    String stretch = other.equals("copy") ? " (stretch)" : "";
    targets.add(
        new Target(
            one.label() + ": MB/s ÷ " + other + stretch,
            String.format(Locale.ROOT, ">= %.2f", least),
            figure,
            figure.filter(ratio -> ratio >= least).isPresent()));
  }

  private static void atMost(
      List<Target> targets, Outcome one, String what, double most, Optional<Double> figure) {
    targets.add(
        new Target(
            one.label() + ": " + what,
            String.format(Locale.ROOT, "<= %.2f", most),
            figure,
            figure.filter(value -> value <= most).isPresent()));
  }
}
