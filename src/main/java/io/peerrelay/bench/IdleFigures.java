package io.peerrelay.bench;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What idle users cost a relay.
 *
 * @param few what it was with a few of them
 * @param many what it was with all
 * @param window how long the processor was watched then
 * @param processor its time in that window
 */
record IdleFigures(Stand few, Stand many, Duration window, Duration processor) {
  private static final double MOST_KIB = 24;
  private static final double MOST_PERCENT = 3;
  private static final int KIBI = 1024;
  private static final int LONGEST_LIST = 40;

  /** Owners with fewer bytes a user, either way, are told together. */
  private static final int LEAST_BYTES = 10;

  /**
   * The relay at one moment.
   *
   * @param resident memory that the system gave it, in bytes
   */
  record Stand(int users, ClassHistogram heap, long resident) {}

  private int more() {
    return many.users() - few.users();
  }

  private double heapEach() {
    return (double) (many.heap().bytes() - few.heap().bytes()) / more() / KIBI;
  }

  private double residentEach() {
    return (double) (many.resident() - few.resident()) / more() / KIBI;
  }

  private double percent() {
    return 100.0 * processor.toMillis() / window.toMillis();
  }

  @Override
  public String toString() {
    Table stands = new Table("users", "heap, MiB", "resident, MiB");
    for (Stand stand : List.of(few, many))
      stands.row("" + stand.users(), mebi(stand.heap().bytes()), mebi(stand.resident()));
    Table figures = new Table("", "measured", "wanted", "met");
    figures.row("heap, KiB a user", text(heapEach()), "<= 24", met(heapEach() <= MOST_KIB));
    figures.row("resident, KiB a user", text(residentEach()), "", "");
    figures.row(
        "processor, % of a core, over " + window.toSeconds() + " s",
        text(percent()),
        "< 3",
        met(percent() < MOST_PERCENT));
    return stands + "\n" + figures + "\n" + owners() + "\n" + classes();
  }

  /** What each owner has for each user; all rows together are the heap a user. */
  private Table owners() {
    Table table = new Table("owner", "objects a user", "bytes a user");
    Map<String, ClassHistogram.Count> owners = many.heap().minus(few.heap()).byOwner();
    ClassHistogram.Count rest = ClassHistogram.Count.NONE;
    for (Map.Entry<String, ClassHistogram.Count> owner : largestFirst(owners))
      if (Math.abs(owner.getValue().bytes()) >= (long) LEAST_BYTES * more())
        row(table, owner.getKey(), owner.getValue());
      else rest = rest.plus(owner.getValue());
    row(table, "less than " + LEAST_BYTES + " bytes each", rest);
    return table;
  }

  /** The classes that take most for each user. */
  private Table classes() {
    Table table = new Table("class", "a user", "bytes a user");
    largestFirst(many.heap().minus(few.heap()).classes()).stream()
        .limit(LONGEST_LIST)
        .forEach(entry -> row(table, "`" + entry.getKey() + "`", entry.getValue()));
    return table;
  }

  private static List<Map.Entry<String, ClassHistogram.Count>> largestFirst(
      Map<String, ClassHistogram.Count> counts) {
    return counts.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().bytes()))
        .toList();
  }

  private void row(Table table, String name, ClassHistogram.Count count) {
    table.row(
        name,
        text((double) count.instances() / more()),
        String.format(Locale.ROOT, "%.0f", (double) count.bytes() / more()));
  }

  private static String met(boolean met) {
    return met ? "yes" : "no";
  }

  private static String mebi(long bytes) {
    return text((double) bytes / KIBI / KIBI);
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
