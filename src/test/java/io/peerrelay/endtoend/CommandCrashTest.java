package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are killed in the middle of a transfer and started again. */
class CommandCrashTest {
  private static final int MEGABYTES = 150;

  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  @TempDir Path home;
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final String ada = "ada-" + suffix;
  private final String bob = "bob-" + suffix;
  private Path file;
  private Path into;

  @BeforeEach
  void prepare() throws Exception {
    for (String name : new String[] {ada, bob})
      try (CommandProcess register = start(name, "register", "--user", name)) {
        assertThat(register.exitCode()).as(register.output()).isZero();
      }
    into = home.resolve("into");
    file = home.resolve("big.bin");
    byte[] block = new byte[1 << 20];
    try (OutputStream output = Files.newOutputStream(file)) {
      for (int i = 0; i < MEGABYTES; i++) {
        new Random(i).nextBytes(block);
        output.write(block);
      }
    }
  }

  @Test
  void receivesOnAfterTheReceiverWasKilled() throws Exception {
    try (CommandProcess first = receive();
        CommandProcess send = send()) {
      awaitMiddle();
      first.kill();
      send.awaitOutput(bob + " is gone");
      try (CommandProcess second = receive()) {
        assertThat(send.exitCode()).as(send.output()).isZero();
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(second.output()).contains("Resuming big.bin", "Received");
      }
      assertThat(send.output()).contains("Going on with big.bin", "Sent big.bin");
      assertDelivered();
    }
  }

  @Test
  void sendsOnAfterTheSenderWasKilled() throws Exception {
    try (CommandProcess receive = receive();
        CommandProcess first = send()) {
      awaitMiddle();
      first.kill();
      try (CommandProcess second = send()) {
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(second.output()).contains("Resuming big.bin", "Sent big.bin");
      }
      assertThat(receive.exitCode()).as(receive.output()).isZero();
      assertThat(receive.output()).contains("Received");
      assertDelivered();
    }
  }

  @Test
  void resumesAllThatIsUnfinishedWhenAskedTo() throws Exception {
    try (CommandProcess receive = receive();
        CommandProcess first = send()) {
      awaitMiddle();
      first.kill();
      try (CommandProcess second = start(ada, "send", "--resume")) {
        assertThat(second.exitCode()).as(second.output()).isZero();
      }
      assertThat(receive.exitCode()).as(receive.output()).isZero();
      assertDelivered();
      try (CommandProcess third = start(ada, "send", "--resume")) {
        assertThat(third.exitCode()).isZero();
        assertThat(third.output()).contains("nothing unfinished");
      }
    }
  }

  private CommandProcess receive() throws IOException {
    CommandProcess receive =
        start(bob, "receive", "--accept", "all", "--count", "1", "--into", into.toString());
    receive.awaitOutput("Waiting for files");
    return receive;
  }

  private CommandProcess send() throws IOException {
    return start(ada, "send", file.toString(), "--to", bob);
  }

  private CommandProcess start(String name, String... arguments) throws IOException {
    URI relay = URI.create("ws://127.0.0.1:" + RELAY.address().getPort());
    return CommandProcess.start(relay, home.resolve(name), arguments);
  }

  /** Until some of the file is there, but not all. */
  private void awaitMiddle() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> bytesThere() > 1 << 20);
  }

  private long bytesThere() throws IOException {
    if (!Files.isDirectory(into)) return 0;
    try (Stream<Path> parts = Files.list(into)) {
      return parts.mapToLong(part -> part.toFile().length()).sum();
    }
  }

  private void assertDelivered() throws IOException {
    try (Stream<Path> files = Files.list(into)) {
      assertThat(files).containsExactly(into.resolve("big.bin"));
    }
    assertThat(into.resolve("big.bin")).hasSameBinaryContentAs(file);
    for (String name : new String[] {ada, bob})
      assertThat(home.resolve(name).resolve("transfers")).isEmptyDirectory();
  }
}
