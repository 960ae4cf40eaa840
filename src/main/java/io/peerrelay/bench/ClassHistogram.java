package io.peerrelay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lives in the heap of a Java process, by class.
 *
 * @param classes those that have instances
 */
record ClassHistogram(Map<String, Count> classes) {
  private static final Pattern LINE =
      Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)(?: \\(.*\\))?$");

  /**
   * What has a cleaner goes only with the second one; and of four in a row the serial collector
   * leaves gaps in all but one, which would count as arrays.
   */
  private static final int COLLECTIONS = 4;

  /** Instances of a class, and what they occupy in bytes, without what they refer to. */
  record Count(long instances, long bytes) {
    static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
      return new Count(instances + other.instances, bytes + other.bytes);
    }

    Count minus(Count other) {
      return new Count(instances - other.instances, bytes - other.bytes);
    }
  }

  /** As it is after a full collection, which the process is made to do. */
  static ClassHistogram of(StartedProcess process) throws IOException, InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) command(process, "GC.run");
    return parse(command(process, "GC.class_histogram"));
  }

  /** Writes down all that lives, with what refers to what. */
  static void dump(StartedProcess process, Path file) throws IOException, InterruptedException {
    command(process, "GC.heap_dump", "-overwrite", file.toString());
  }

  static ClassHistogram parse(String printed) {
    Map<String, Count> classes = new HashMap<>();
    Matcher line = LINE.matcher(printed);
    while (line.find())
      classes.put(
          line.group(3), new Count(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))));
    return new ClassHistogram(classes);
  }

  long bytes() {
    return classes.values().stream().mapToLong(Count::bytes).sum();
  }

  /** What came since. */
  ClassHistogram minus(ClassHistogram before) {
    Map<String, Count> difference = new HashMap<>(classes);
    difference.replaceAll(
        (name, count) -> count.minus(before.classes.getOrDefault(name, Count.NONE)));
    return new ClassHistogram(difference);
  }

  /** The classes of each owner together. */
  Map<String, Count> byOwner() {
    Map<String, Count> owners = new HashMap<>();
    classes.forEach((name, count) -> owners.merge(HeapOwner.of(name), count, Count::plus));
    return owners;
  }

  private static String command(StartedProcess process, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(process.pid()));
    command.addAll(List.of(words));
    Process asking = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asking.waitFor() != 0)
      throw new IOException(String.join(" ", command) + ": " + printed.strip());
    return printed;
  }
}
