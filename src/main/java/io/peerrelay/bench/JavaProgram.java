package io.peerrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This program, started once more in a process of its own. */
public final class JavaProgram {
  private static final String MAIN = "io.peerrelay.node.Main";

  private static final Path README = Path.of("conf", "jvm.options");

  private final List<String> options;

  private JavaProgram(List<String> options) {
    this.options = List.copyOf(options);
  }

  /**
   * @param file of options as {@code java @FILE} reads them, resolved here so that the report can
   *     name them; null: conf/jvm.options, if it is there
   */
  static JavaProgram with(Path file) throws IOException {
    if (file == null && !Files.exists(README)) return new JavaProgram(List.of());
    return new JavaProgram(
        Files.readAllLines(file == null ? README : file).stream()
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

  public List<String> options() {
    return options;
  }
}
