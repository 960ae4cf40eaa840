package io.peerrelay.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is still there after the relay was killed. */
class CrashTest {
  @TempDir Path data;

  @Test
  void keepsTheRegistrationThatItAcknowledgedLast() throws IOException {
    killRightAfterRegistered(3);
  }

  @Test
  @Tag("soak")
  void keepsEveryRegistrationInManyRounds() throws IOException {
    killRightAfterRegistered(200);
  }

  private void killRightAfterRegistered(int rounds) throws IOException {
    for (int round = 0; round < rounds; round++) {
      try (RelayProcess relay = RelayProcess.start(data)) {
        if (round > 0) logIn(relay, round - 1);
        register(relay, round);
        relay.kill();
      }
    }
    try (RelayProcess relay = RelayProcess.start(data)) {
      for (int round = 0; round < rounds; round++) logIn(relay, round);
    }
  }

  private static void register(RelayProcess relay, int round) {
    try (ForeignClient client = ForeignClient.connect(relay.address())) {
      client.send("{'type':'register','username':'user%d','password':'correct horse 7'}", round);
      client.expect("registered");
    }
  }

  private static void logIn(RelayProcess relay, int round) {
    try (ForeignClient client = ForeignClient.connect(relay.address())) {
      client.send("{'type':'login','username':'user%d','password':'correct horse 7'}", round);
      client.expect("welcome");
    }
  }
}
