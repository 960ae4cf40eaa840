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
  private static final Pattern LISTENS = Pattern.compile("listens on http://([0-9.]+):(\\d+)");

  private final Process process;
  private final InetSocketAddress address;

  /** Starts a relay on the data of this folder and returns when it serves. */
  static RelayProcess start(Path data, String... javaOptions) throws IOException {
    return start(data, List.of(), List.of(javaOptions), List.of("--port", "0"));
  }

  /**
   * @param prefix what the command is run by, as {@code ip netns exec x}
   * @param options of {@code serve}
   */
  static RelayProcess start(
      Path data, List<String> prefix, List<String> javaOptions, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "io.peerrelay.node.Main", "serve"));
    command.addAll(options);
    command.addAll(List.of("--data", data.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(new File(data.toFile(), "relay.log")));
    builder.environment().put("RELAY_MONGO_EMBEDDED_PORT", "0");
    builder.environment().put("RELAY_CLUSTER_PORT", "0");
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
      address = new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
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
    return URI.create("ws://" + address.getHostString() + ":" + address.getPort());
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

  /** Stops it in the middle of whatever it does, as a machine that hangs; {@code CONT} ends it. */
  void suspend() throws IOException {
    signal("STOP");
  }

  void resume() throws IOException {
    signal("CONT");
  }

  /** Asks it to end, and does not wait for it. */
  void terminate() {
    process.destroy();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().onExit().join();
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
