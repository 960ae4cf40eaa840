package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands that leave the bytes to other programs. */
class CommandAddressTest {
  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  @TempDir Path home;

  @Test
  void namesAddressesByWhichCurlSendsAndReceives() throws Exception {
    TwoDesks desks = new TwoDesks(RELAY.uri(), home);
    Curl there = new Curl(Files.createDirectories(desks.into));
    try (CommandProcess receive = desks.receive("--accept", "all", "--count", "1", "--url");
        CommandProcess send = desks.send("--url")) {
      Curl.Running get = there.start("-OJ", receive.awaitAddress());
      new Curl(home).run("-T", desks.file.toString(), send.awaitAddress()).expect(200);
      get.end().expect(200);
      assertThat(send.exitCode()).as(send.output()).isZero();
      assertThat(receive.exitCode()).as(receive.output()).isZero();
      assertThat(send.output()).contains("Sent big.bin");
      assertThat(desks.into.resolve("big.bin")).hasSameBinaryContentAs(desks.file);
    }
  }
}
