package io.peerrelay.cli;

import java.io.Console;
import java.util.Optional;

/** The console of this process. */
final class ConsoleTerminal implements Terminal {
  private final Console console;

  private ConsoleTerminal(Console console) {
    this.console = console;
  }

  /** Empty unless input and output are a terminal. */
  static Optional<Terminal> find() {
    return Optional.ofNullable(System.console())
        .filter(ConsoleTerminal::isTerminal)
        .map(ConsoleTerminal::new);
  }

  @Override
  public Optional<String> ask(String prompt) {
    return Optional.ofNullable(console.readLine("%s", prompt));
  }

  @Override
  public Optional<String> askHidden(String prompt) {
    return Optional.ofNullable(console.readPassword("%s", prompt)).map(String::new);
  }

  // From Java 22 on there can be a console without a terminal, and a method that tells.
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
