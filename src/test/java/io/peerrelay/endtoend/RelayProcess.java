package io.peerrelay.endtoend;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A relay in a process of its own, which can be killed. */
final class RelayProcess implements AutoCloseable {
  private static final Pattern LISTENS =
      Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final InetSocketAddress address;

  /** Starts a relay on the data of this folder and returns when it serves. */
  static RelayProcess start(Path data, String... javaOptions) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(javaOptions));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "io.peerrelay.node.Main",
            "serve",
            "--port",
            "0"));
    command.addAll(List.of("--data", data.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(new File(data.toFile(), "relay.log"));
    builder.environment().put("RELAY_MONGO_EMBEDDED_PORT", "0");
    builder.environment().put("RELAY_CLUSTER_PORT", "0");
    builder.environment().put("RELAY_CLUSTER_MANAGEMENT_PORT", "0");
    // A test says more in a second than a person.
    builder.environment().put("RELAY_CONVERSATION_MESSAGE_RATE", "10000");
    return new RelayProcess(builder.start());
  }

  private RelayProcess(Process process) throws IOException {
    this.process = process;
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = LISTENS.matcher(line);
      if (!matcher.find()) continue;
      address = new InetSocketAddress("127.0.0.1", Integer.parseInt(matcher.group(1)));
      return;
    }
    throw new IOException(
        "relay: ended with " + process.destroyForcibly().onExit().join().exitValue());
  }

  InetSocketAddress address() {
    return address;
  }

  /** The same, for our client. */
  URI uri() {
    return URI.create("ws://127.0.0.1:" + address.getPort());
  }

  long pid() {
    return process.pid();
  }

  /** The memory that it occupies, as the kernel reports it. */
  long residentBytes() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
            .filter(entry -> entry.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
  }

  /** Skips a test that asks for {@link #residentBytes} on a machine that does not report it. */
  static void assumeMemoryIsKnown() {
    assumeThat(Path.of("/proc", "self", "status")).exists();
  }

  /** Ends it as {@code kill -9} does, without a chance to do anything more. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
