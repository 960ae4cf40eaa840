package io.peerrelay.endtoend;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.peerrelay.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A relay in a process of its own, which can be killed. */
final class RelayProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://([0-9.]+):(\\d+)");

  private final Process process;
  private final Path log;
  private final InetSocketAddress address;
  private final InetSocketAddress management;

  /**
   * Starts a relay on the data of this folder and returns when it serves.
   *
   * @param javaOptions none: {@link JavaCommand#QUICK_START}
   */
  static RelayProcess start(Path data, String... javaOptions) throws IOException {
    return start(data, Map.of(), javaOptions);
  }

  /**
   * The same with other settings.
   *
   * @param settings as environment variables
   */
  static RelayProcess start(Path data, Map<String, String> settings, String... javaOptions)
      throws IOException {
    List<String> options = javaOptions.length == 0 ? JavaCommand.QUICK_START : List.of(javaOptions);
    return start(data, List.of(), settings, options, List.of("--port", "0"));
  }

  /**
   * @param prefix what the command is run by, as {@code ip netns exec x}
   * @param options of {@code serve}
   */
  static RelayProcess start(
      Path data, List<String> prefix, List<String> javaOptions, List<String> options)
      throws IOException {
    return start(data, prefix, Map.of(), javaOptions, options);
  }

  private static RelayProcess start(
      Path data,
      List<String> prefix,
      Map<String, String> settings,
      List<String> javaOptions,
      List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(JavaCommand.ofPeerRelay(javaOptions, "serve"));
    command.addAll(options);
    command.addAll(List.of("--data", data.toString()));
    Path log = data.resolve("relay.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("RELAY_MONGO_EMBEDDED_PORT", "0");
    builder.environment().put("RELAY_CLUSTER_PORT", "0");
    builder.environment().put("RELAY_CLUSTER_MANAGEMENT_PORT", "0");
    // A test says more in a second than a person.
    builder.environment().put("RELAY_CONVERSATION_MESSAGE_RATE", "10000");
    builder.environment().putAll(settings);
    return new RelayProcess(builder.start(), log);
  }

  private RelayProcess(Process process, Path log) throws IOException {
    this.process = process;
    this.log = log;
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    address = read(output, "Peer Relay listens on ");
    management = read(output, "Health: ");
  }

  /** The address in the line that starts so. */
  private InetSocketAddress read(BufferedReader output, String start) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = ADDRESS.matcher(line);
      if (line.startsWith(start) && matcher.find())
        return new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
    int exit = process.destroyForcibly().onExit().join().exitValue();
    throw new IOException("relay: ended with " + exit + "\n" + log());
  }

  InetSocketAddress address() {
    return address;
  }

  /** Where its health is told. */
  InetSocketAddress management() {
    return management;
  }

  /** What it has written to its standard error. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Sends it a signal, such as STOP. */
  void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().onExit().join();
  }

  /** Waits until it has ended by itself, and says how. */
  int exitCode(Duration patience) {
    return process
        .onExit()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .join()
        .exitValue();
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
