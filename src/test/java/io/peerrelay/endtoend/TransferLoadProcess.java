package io.peerrelay.endtoend;

import io.peerrelay.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@link TransferLoad} in a process of its own, which lets every other one go first: on a small
 * machine, clients that are elsewhere in life would else take the processor from the relay.
 */
final class TransferLoadProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final PrintWriter input;

  /** Returns when all transfers run. */
  static TransferLoadProcess start(URI relay, int transfers, long size) throws IOException {
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
    command.addAll(
        JavaCommand.of(
            TransferLoadProcess.class,
            List.of(),
            relay.toString(),
            Integer.toString(transfers),
            Long.toString(size)));
    return new TransferLoadProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private TransferLoadProcess(Process process) throws IOException {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
    input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    taken();
  }

  /** Bytes that each receiver has. */
  List<Long> taken() throws IOException {
    input.println();
    String line = output.readLine();
    if (line == null) throw new IOException("the load ended with " + process.exitValue());
    return Arrays.stream(line.split(" ")).map(Long::valueOf).toList();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Tells on each line of input how far it is. */
  public static void main(String[] arguments) throws Exception {
    try (TransferLoad load =
        new TransferLoad(
            URI.create(arguments[0]),
            Integer.parseInt(arguments[1]),
            Long.parseLong(arguments[2]))) {
      load.begin();
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (input.readLine() != null)
        System.out.println(
            load.taken().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
  }
}
