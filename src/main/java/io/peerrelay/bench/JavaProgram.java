package io.peerrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This program, started once more in a process of its own. */
final class JavaProgram {
  private static final String MAIN = "io.peerrelay.node.Main";

  private final List<String> options;

  /**
   * @param options for Java itself
   */
  JavaProgram(List<String> options) {
    this.options = List.copyOf(options);
  }

  /**
   * With the options that {@code java @FILE} would read, resolved here so that a report can name
   * them.
   *
   * @param file null for conf/jvm.options, if it is there
   */
  static JavaProgram with(Path file) throws IOException {
    Path readme = Path.of("conf", "jvm.options");
    Path options = file != null || !Files.exists(readme) ? file : readme;
    if (options == null) return new JavaProgram(List.of());
    return new JavaProgram(
        Files.readAllLines(options).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList());
  }

  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of(arguments));
    return command;
  }

  List<String> options() {
    return options;
  }
}
