package io.peerrelay.endtoend;

import io.peerrelay.testing.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, which can be killed. */
final class CommandProcess implements AutoCloseable {
  private final Process process;
  private final Path output;

  /**
   * @param home of the person: what the command remembers is there
   */
  static CommandProcess start(URI relay, Path home, String... arguments) throws IOException {
    List<String> command = JavaCommand.ofPeerRelay(JavaCommand.QUICK_START, arguments);
    Files.createDirectories(home);
    File output = Files.createTempFile(home, "output", ".txt").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    builder.environment().put("PEER_RELAY_SERVER", relay.toString());
    builder.environment().put("PEER_RELAY_CONFIG_DIR", home.toString());
    builder.environment().put("PEER_RELAY_PASSWORD", "correct horse battery staple");
    return new CommandProcess(builder.start(), output.toPath());
  }

  private CommandProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** All that it has printed until now. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The next line that is a web address. */
  String awaitAddress() {
    awaitOutput("http://");
    return output().lines().filter(line -> line.startsWith("http://")).findFirst().orElseThrow();
  }

  void awaitOutput(String text) {
    org.awaitility.Awaitility.await()
        .atMost(120, TimeUnit.SECONDS)
        .until(() -> output().contains(text) || !process.isAlive());
  }

  /** Ends it as {@code kill -9} does, without a chance to do anything more. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(180, TimeUnit.SECONDS)) throw new AssertionError("runs on: " + output());
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
