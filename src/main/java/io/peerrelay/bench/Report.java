package io.peerrelay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was measured, for a person: tables that a Markdown page can take as they are. */
final class Report {
  private static final String NONE = "";
  private static final int LONGEST_REASON = 160;

  private final Conditions conditions;
  private final Figures figures;

  Report(Conditions conditions, Figures figures) {
    this.conditions = conditions;
    this.figures = figures;
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add(conditions.toString());
    add(parts, "Between sockets", sockets());
    add(parts, "From program to program", programs());
    add(parts, "Targets", targets());
    add(parts, "Not measured", missing());
    return String.join("\n", parts);
  }

  private static void add(List<String> parts, String title, Table table) {
    if (!table.isEmpty()) parts.add("### " + title + "\n\n" + table);
  }

  private Table sockets() {
    Table table =
        new Table(
            "",
            "pairs",
            "MB/s",
            "from – to",
            "÷ akka",
            "÷ copy",
            "CPU s/GB",
            "from – to",
            "÷ akka",
            "what");
    for (Outcome one : figures.outcomes())
      if (one.isMeasured() && !one.label().isPrograms())
        table.row(
            one.label().name(),
            "" + one.label().pairs(),
            text("%.0f", one.speed().median()),
            range("%.0f", one.speed()),
            text("%.2f", figures.ratio(one, "akka", Outcome::speed)),
            text("%.2f", figures.ratio(one, "copy", Outcome::speed)),
            text("%.2f", one.cost().median()),
            range("%.2f", one.cost()),
            text("%.2f", figures.ratio(one, "akka", Outcome::cost)),
            one.label().about());
    return table;
  }

  private Table programs() {
    Table table = new Table("", "MB/s", "from – to", "relay-cli ÷ it", "relay's CPU s/GB", "what");
    for (Outcome one : figures.outcomes())
      if (one.isMeasured() && one.label().isPrograms())
        table.row(
            one.label().name(),
            text("%.0f", one.speed().median()),
            range("%.0f", one.speed()),
            text("%.2f", figures.ratio(one, "relay-cli", Outcome::speed).map(ratio -> 1 / ratio)),
            text("%.2f", one.cost().median()),
            one.label().about());
    return table;
  }

  private Table targets() {
    Table table = new Table("target", "wanted", "measured", "met");
    for (Target target : Target.of(figures))
      if (target.figure().isPresent())
        table.row(
            target.what(),
            target.wanted(),
            text("%.2f", target.figure()),
            target.met() ? "yes" : "no");
    return table;
  }

  private Table missing() {
    Table table = new Table("", "why");
    for (Outcome one : figures.outcomes()) {
      String name = one.label().toString();
      one.absent().ifPresent(why -> table.row(name, oneLine(why)));
      one.failure().ifPresent(why -> table.row(name, "failed: " + oneLine(why)));
    }
    return table;
  }

  private static String range(String format, Spread spread) {
    return text(format, spread.least()) + " – " + text(format, spread.most());
  }

  private static String text(String format, Optional<Double> value) {
    return value.map(number -> text(format, number)).orElse(NONE);
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String oneLine(String text) {
    String line = text.replace("|", "/").replaceAll("\\s+", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }
}
