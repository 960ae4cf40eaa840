package io.peerrelay.endtoend;

import io.peerrelay.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A {@link ClusterLoad} in a process of its own, which may be in a network of its own. */
final class ClusterLoadProcess implements AutoCloseable {
  private static final String OK = "ok";

  private final Process process;
  private final BufferedReader output;
  private final PrintWriter input;

  /**
   * @param prefix what the command is run by
   * @param pause of each chatting pair between two messages
   * @param into a folder for what the shipping pairs receive
   */
  static ClusterLoadProcess start(
      List<String> prefix, List<URI> servers, int chatting, Duration pause, int shipping, Path into)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        JavaCommand.of(
            ClusterLoadProcess.class,
            JavaCommand.QUICK_START,
            servers.stream().map(URI::toString).collect(Collectors.joining(",")),
            Integer.toString(chatting),
            pause.toString(),
            Integer.toString(shipping),
            into.toString()));
    return new ClusterLoadProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private ClusterLoadProcess(Process process) {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
    input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /** Returns when each pair has said so many messages more. */
  void awaitMore(int messages) throws IOException {
    ask(Integer.toString(messages));
  }

  /**
   * Ends it.
   *
   * @return all counts in words
   * @throws IOException if anything that was acknowledged is lost, doubled or out of order
   */
  String end() throws IOException {
    return ask("end");
  }

  private String ask(String what) throws IOException {
    input.println(what);
    for (String line = output.readLine(); line != null; line = output.readLine())
      if (line.startsWith(OK)) return line.substring(OK.length()).strip();
    throw new IOException("the load ended with " + process.onExit().join().exitValue());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Does what it is told, line by line; whatever goes wrong is printed and ends it. */
  public static void main(String[] arguments) throws Exception {
    List<URI> servers = Arrays.stream(arguments[0].split(",")).map(URI::create).toList();
    try (ClusterLoad load =
            new ClusterLoad(
                servers,
                Integer.parseInt(arguments[1]),
                Duration.parse(arguments[2]),
                Integer.parseInt(arguments[3]),
                Path.of(arguments[4]));
        BufferedReader input =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        if (line.equals("end")) {
          System.out.println(OK + " " + load.endWithoutLoss());
          return;
        }
        load.awaitMore(Integer.parseInt(line));
        System.out.println(OK);
      }
    }
  }
}
