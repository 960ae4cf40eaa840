package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that are not what they were when a transfer goes on. */
class ChangedFilesTest extends CommandFixture {
  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  ChangedFilesTest() {
    super(RELAY);
  }

  @Test
  void tellsBothWherePartOfAFileWasDamagedOnTheReceiversDisk() throws Exception {
    try (CommandProcess first = desks.receive();
        CommandProcess send = desks.send()) {
      desks.awaitMiddle();
      first.kill();
      damage(desks.filesThere().get(0));
      try (CommandProcess second = desks.receive()) {
        assertThat(send.exitCode()).as(send.output()).isNotZero();
        assertThat(send.output()).contains("changed on the way");
        second.awaitOutput("changed on the way");
        assertThat(second.output()).contains("changed on the way");
        assertThat(desks.filesThere()).isEmpty();
      }
    }
  }

  @Test
  void offersAFileAnewThatChangedBetweenTwoRuns() throws Exception {
    try (CommandProcess receive = desks.receive("--accept", "all");
        CommandProcess first = desks.send()) {
      desks.awaitMiddle();
      first.kill();
      desks.writeFile(1);
      try (CommandProcess second = desks.send()) {
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(second.output()).contains("changed", "Offered big.bin", "Sent big.bin");
      }
      receive.awaitOutput("Received");
      assertThat(receive.output()).contains("Received");
      assertThat(desks.into.resolve("big.bin")).hasSameBinaryContentAs(desks.file);
    }
  }

  private static void damage(Path file) throws IOException {
    try (RandomAccessFile part = new RandomAccessFile(file.toFile(), "rw")) {
      part.seek(1000);
      int was = part.read();
      part.seek(1000);
      part.write(was ^ 1);
    }
  }
}
