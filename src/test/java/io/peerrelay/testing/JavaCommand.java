package io.peerrelay.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands of the Java that runs the tests; its programs have the tests' class path. */
public final class JavaCommand {
  /** For what lives for seconds: Java's second compiler would take a third of its time. */
  public static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

  private JavaCommand() {}

  /** What the relay's jar starts: its server, its command line. */
  public static List<String> ofPeerRelay(List<String> options, String... arguments) {
    return of("io.peerrelay.node.Main", options, arguments);
  }

  public static List<String> of(Class<?> program, List<String> options, String... arguments) {
    return of(program.getName(), options, arguments);
  }

  private static List<String> of(String program, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(tool("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program));
    command.addAll(List.of(arguments));
    return command;
  }

  /** One of the programs that come with Java, such as {@code keytool}. */
  public static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
