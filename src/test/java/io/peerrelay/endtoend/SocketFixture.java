package io.peerrelay.endtoend;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two users with a socket each. */
abstract class SocketFixture {
  ForeignClient sender;
  ForeignClient receiver;
  private final RunningRelay relay;

  SocketFixture(RunningRelay relay) {
    this.relay = relay;
  }

  @BeforeEach
  void logIn() {
    sender = relay.newUser("sender");
    receiver = relay.newUser("receiver");
  }

  @AfterEach
  void hangUp() {
    sender.close();
    receiver.close();
  }
}
