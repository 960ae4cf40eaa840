package io.peerrelay.bench.messages;

import io.peerrelay.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What was asked for, beside what was measured.
 *
 * @param what in words
 * @param wanted the bound, with its direction
 * @param met whether the figure is within the bound
 */
record MessageTarget(String what, String wanted, double figure, boolean met) {
  private static final double LEAST_STORED = 2000;
  private static final double LONGEST_MILLIS = 50;
  private static final double LONGEST_CONTROL_MILLIS = 20;
  private static final double FLAT = 0.2;

  /** The targets of docs/performance.md, as far as they were measured. */
  static List<MessageTarget> of(List<Result> results) {
    List<MessageTarget> targets = new ArrayList<>();
    for (Result one : of(results, Trial.Part.DIRECT)) {
      if (!one.isMeasured()) continue;
      if (one.trial().load().endsWith("/s"))
        targets.add(
            atMost(
                one.trial() + ": `sent`, 99 %, ms",
                LONGEST_MILLIS,
                median(one, reading -> reading.sent().ninetyNine())));
      else
        targets.add(atLeast(one.trial() + ": a second", LEAST_STORED, median(one, Reading::rate)));
      targets.add(atMost(one.trial() + ": lost, doubled or reordered", 0, wrong(one.tally())));
    }
    for (Result one : of(results, Trial.Part.NODES))
      if (one.isMeasured())
        targets.add(
            atMost(
                one.trial() + ": 99 %, ms",
                LONGEST_CONTROL_MILLIS,
                median(one, reading -> reading.delivered().ninetyNine())));
    List<Result> flat = of(results, Trial.Part.FLAT);
    // Two and two: with less, with more.
    for (int i = 0; i + 1 < flat.size(); i += 2)
      if (flat.get(i).isMeasured() && flat.get(i + 1).isMeasured())
        flat(targets, flat.get(i), flat.get(i + 1));
    return targets;
  }

  private static List<Result> of(List<Result> results, Trial.Part part) {
    return results.stream().filter(one -> one.trial().part() == part).toList();
  }

  private static void flat(List<MessageTarget> targets, Result less, Result more) {
    String which = more.trial().name() + " ÷ " + less.trial().name();
    targets.add(
        atLeast(
            which + ": a second",
            1 - FLAT,
            median(more, Reading::rate) / median(less, Reading::rate)));
    ToDoubleFunction<Reading> late = reading -> reading.sent().ninetyNine();
    targets.add(
        atMost(which + ": `sent`, 99 %", 1 + FLAT, median(more, late) / median(less, late)));
    targets.add(
        atMost(
            which + ": CPU", 1 + FLAT, median(more, Reading::cost) / median(less, Reading::cost)));
  }

  private static double median(Result one, ToDoubleFunction<Reading> figure) {
    Spread spread = one.spread(figure);
    return spread.median();
  }

  private static double wrong(Tally tally) {
    return (double) tally.lost() + tally.doubled() + tally.reordered();
  }

  private static MessageTarget atLeast(String what, double least, double figure) {
    return new MessageTarget(
        what, String.format(Locale.ROOT, ">= %.2f", least), figure, figure >= least);
  }

  private static MessageTarget atMost(String what, double most, double figure) {
    return new MessageTarget(
        what, String.format(Locale.ROOT, "<= %.2f", most), figure, figure <= most);
  }
}
