package io.peerrelay.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Two people at two desks, each with the command line, and a large file of one of them. */
final class TwoDesks {
  private static final int MEGABYTES = 150;

  final String ada;
  final String bob;
  final Path file;
  final Path into;
  private final URI relay;
  private final Path home;

  /**
   * Both are registered.
   *
   * @param home a folder for all that they have
   */
  TwoDesks(URI relay, Path home) throws Exception {
    this.relay = relay;
    this.home = home;
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    ada = "ada-" + suffix;
    bob = "bob-" + suffix;
    into = home.resolve("into");
    file = home.resolve("big.bin");
    for (String name : new String[] {ada, bob})
      try (CommandProcess register = start(name, "register", "--user", name)) {
        if (register.exitCode() != 0) throw new IOException(register.output());
      }
    writeFile(0);
  }

  /**
   * @param seed tells one content from another
   */
  void writeFile(int seed) throws IOException {
    byte[] block = new byte[1 << 20];
    Random random = new Random(seed);
    try (OutputStream output = Files.newOutputStream(file)) {
      for (int i = 0; i < MEGABYTES; i++) {
        random.nextBytes(block);
        output.write(block);
      }
    }
  }

  /** Waits for one transfer and ends. */
  CommandProcess receive() throws IOException {
    return receive("--accept", "all", "--count", "1");
  }

  CommandProcess receive(String... options) throws IOException {
    CommandProcess receive = start(bob, with(options, "receive", "--into", into.toString()));
    receive.awaitOutput("Waiting for files");
    return receive;
  }

  CommandProcess send(String... options) throws IOException {
    return start(ada, with(options, "send", file.toString(), "--to", bob));
  }

  private static String[] with(String[] options, String... arguments) {
    return Stream.of(arguments, options).flatMap(Stream::of).toArray(String[]::new);
  }

  CommandProcess start(String name, String... arguments) throws IOException {
    return CommandProcess.start(relay, home.resolve(name), arguments);
  }

  /** Until some of the file is there, but not all. */
  void awaitMiddle() {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> bytesThere() > 1 << 20);
  }

  private long bytesThere() throws IOException {
    return filesThere().stream().mapToLong(part -> part.toFile().length()).sum();
  }

  /** All in the receiver's folder, whole or not. */
  List<Path> filesThere() throws IOException {
    if (!Files.isDirectory(into)) return List.of();
    try (Stream<Path> files = Files.list(into)) {
      return files.toList();
    }
  }

  /** What a person's commands remember of transfers. */
  Path transfersOf(String name) {
    return home.resolve(name).resolve("transfers");
  }
}
