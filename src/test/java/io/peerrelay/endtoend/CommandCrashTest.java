package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands that are killed in the middle of a transfer and started again. */
class CommandCrashTest extends CommandFixture {
  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  CommandCrashTest() {
    super(RELAY);
  }

  @Test
  void receivesOnAfterTheReceiverWasKilled() throws Exception {
    try (CommandProcess first = desks.receive();
        CommandProcess send = desks.send()) {
      desks.awaitMiddle();
      first.kill();
      send.awaitOutput(desks.bob + " is gone");
      try (CommandProcess second = desks.receive()) {
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
    try (CommandProcess receive = desks.receive();
        CommandProcess first = desks.send()) {
      desks.awaitMiddle();
      first.kill();
      try (CommandProcess second = desks.send()) {
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
    try (CommandProcess receive = desks.receive();
        CommandProcess first = desks.send()) {
      desks.awaitMiddle();
      first.kill();
      try (CommandProcess second = desks.start(desks.ada, "send", "--resume")) {
        assertThat(second.exitCode()).as(second.output()).isZero();
      }
      assertThat(receive.exitCode()).as(receive.output()).isZero();
      assertDelivered();
      try (CommandProcess third = desks.start(desks.ada, "send", "--resume")) {
        assertThat(third.exitCode()).isZero();
        assertThat(third.output()).contains("nothing unfinished");
      }
    }
  }

  private void assertDelivered() throws IOException {
    assertThat(desks.filesThere()).containsExactly(desks.into.resolve("big.bin"));
    assertThat(desks.into.resolve("big.bin")).hasSameBinaryContentAs(desks.file);
    assertThat(desks.transfersOf(desks.ada)).isEmptyDirectory();
    assertThat(desks.transfersOf(desks.bob)).isEmptyDirectory();
  }
}
