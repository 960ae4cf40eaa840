package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginDeadlineTest {
  @RegisterExtension
  static final RunningRelay relay = new RunningRelay("relay.socket.login-deadline = 2s");

  @Test
  void closesASocketThatDoesNotLogIn() {
    try (ForeignClient client = ForeignClient.connect(relay.address())) {
      client.expectNothing();
      assertThat(client.expectClosed()).isEqualTo(1008);
    }
  }
}
