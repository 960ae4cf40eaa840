package io.peerrelay.bench;

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
