package io.peerrelay.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two people with the command line before them. */
abstract class CommandFixture {
  @TempDir Path home;
  TwoDesks desks;
  private final RunningRelay relay;

  CommandFixture(RunningRelay relay) {
    this.relay = relay;
  }

  @BeforeEach
  void register() throws Exception {
    desks = new TwoDesks(relay.uri(), home);
  }
}
