package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands that leave the bytes to other programs. */
class CommandAddressTest extends CommandFixture {
  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  CommandAddressTest() {
    super(RELAY);
  }

  @Test
  void namesAddressesByWhichCurlSendsAndReceives() throws Exception {
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
