package io.peerrelay.bench.messages;

import io.peerrelay.bench.Machine;
import io.peerrelay.bench.Spread;
import io.peerrelay.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What was measured, for a person: tables that a Markdown page can take as they are.
 *
 * @param busy load when it ended, beside that before it began
 * @param javaOptions of every relay that runs on Java; the load runs without
 * @param peers that are installed, with their versions
 * @param turns how it was measured, in words
 */
record MessageReport(
    Machine machine,
    double busy,
    List<String> javaOptions,
    List<String> peers,
    String turns,
    List<Result> results) {
  private static final int LONGEST_REASON = 160;

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add(
        String.format(
            Locale.ROOT,
            "%s\nRelays on Java run with: %s.\n%s Load before it began: %.2f; at its end: %.2f.%s\n",
            machine,
            javaOptions.isEmpty() ? "its defaults" : String.join(" ", javaOptions),
            turns,
            machine.busy(),
            busy,
            peers.isEmpty() ? "" : "\n\n- " + String.join("\n- ", peers)));
    for (Trial.Part part : Trial.Part.values()) add(parts, part.title(), table(part));
    add(parts, "Targets", targets());
    add(parts, "Not measured", missing());
    return String.join("\n", parts);
  }

  private static void add(List<String> parts, String title, Table table) {
    if (!table.isEmpty()) parts.add("### " + title + "\n\n" + table);
  }

  private Table table(Trial.Part part) {
    Table table =
        new Table(
            "",
            "load",
            "a second",
            "from – to",
            "`sent` 50 % ms",
            "99 %",
            "from – to",
            "delivered 50 % ms",
            "99 %",
            "from – to",
            "CPU ms/1,000",
            "lost, doubled, reordered");
    for (Result one : results)
      if (one.isMeasured() && one.trial().part() == part)
        table.row(
            one.trial().name(),
            one.trial().load(),
            text("%.0f", one.spread(Reading::rate).median()),
            range("%.0f", one, Reading::rate),
            text("%.1f", one.spread(reading -> reading.sent().half()).median()),
            text("%.1f", one.spread(reading -> reading.sent().ninetyNine()).median()),
            range("%.1f", one, reading -> reading.sent().ninetyNine()),
            text("%.1f", one.spread(reading -> reading.delivered().half()).median()),
            text("%.1f", one.spread(reading -> reading.delivered().ninetyNine()).median()),
            range("%.1f", one, reading -> reading.delivered().ninetyNine()),
            text("%.1f", one.spread(Reading::cost).median()),
            one.tally().toString());
    return table;
  }

  private Table targets() {
    Table table = new Table("target", "wanted", "measured", "met");
    for (MessageTarget target : MessageTarget.of(results))
      table.row(
          target.what(),
          target.wanted(),
          text("%.2f", target.figure()),
          target.met() ? "yes" : "no");
    return table;
  }

  private Table missing() {
    Table table = new Table("", "why");
    for (Result one : results) {
      Optional<String> why = one.failure();
      why.ifPresent(reason -> table.row(one.trial().toString(), oneLine(reason)));
    }
    return table;
  }

  private static String range(String format, Result one, ToDoubleFunction<Reading> figure) {
    Spread spread = one.spread(figure);
    return Double.isNaN(spread.least())
        ? ""
        : text(format, spread.least()) + " – " + text(format, spread.most());
  }

  private static String text(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }

  private static String oneLine(String text) {
    String line = text.replace("|", "/").replaceAll("\\s+", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }
}
