package io.peerrelay.client;

import static io.peerrelay.client.Conversation.id;
import static io.peerrelay.client.Conversation.logIn;
import static io.peerrelay.client.Conversation.readOn;
import static io.peerrelay.client.Conversation.welcome;
import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client does when its connection breaks, seen from the other end of it. */
class ReconnectionTest {
  private final Listening listening = new Listening();

  @Test
  void comesBackWithItsTokenAndTellsTheListener() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                Conversation::logIn,
                client -> {
                  client.open();
                  assertThat(client.read().text()).contains("\"token\":\"the-token\"", "bobs pc");
                  client.send(welcome("1"));
                  readOn(client);
                });
        RelayClient client = listening.loggedIn(relay)) {
      assertThat(client.closed()).isNotDone();
      org.awaitility.Awaitility.await().until(() -> listening.heard().contains("reconnected"));
      assertThat(listening.heard()).startsWith("reconnecting").doesNotContain("closed");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1008, 4401, 4499})
  void staysAwayWhereTheRelaySaysSo(int code) throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  client.close(code, "");
                });
        RelayClient client = listening.loggedIn(relay)) {
      assertThat(listening.closed.get(5, TimeUnit.SECONDS))
          .hasMessageContaining(String.valueOf(code));
      assertThat(listening.heard()).doesNotContain("reconnecting");
      assertThat(client.closed()).isDone();
    }
  }

  @Test
  void givesUpWhenItsTokenIsNoLongerGood() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                Conversation::logIn,
                client -> {
                  client.open();
                  client.send(
                      "{\"type\":\"error\",\"re\":\"%s\",\"code\":\"badCredentials\",\"message\":\"No.\",\"retryable\":false}"
                          .formatted(id(client.read())));
                  readOn(client);
                });
        RelayClient client = listening.loggedIn(relay)) {
      assertThat(listening.closed.get(5, TimeUnit.SECONDS)).hasMessage("No.");
      assertThatThrownBy(() -> await(client.ping())).isInstanceOf(ConnectionLostException.class);
    }
  }

  @Test
  void givesUpWhenItsPatienceHasRunOut() throws Exception {
    Reconnection impatient =
        new Reconnection(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(50));
    ScriptedRelay relay = new ScriptedRelay(Conversation::logIn);
    try (RelayClient client = listening.loggedIn(relay, impatient)) {
      relay.close();
      assertThat(listening.closed.get(5, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void stopsTryingWhenItIsClosed() throws Exception {
    Reconnection slow =
        new Reconnection(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(2));
    try (ScriptedRelay relay = new ScriptedRelay(Conversation::logIn)) {
      RelayClient client = listening.loggedIn(relay, slow);
      org.awaitility.Awaitility.await().until(() -> listening.heard().contains("reconnecting"));
      client.close();
      assertThat(listening.closed.get(5, TimeUnit.SECONDS))
          .hasMessageContaining("closed by this side");
    }
  }

  @Test
  void waitsLongerEachRoundButNotForAnotherServerNorWhereTheRelayIsGoingAway() {
    Reconnection policy = Reconnection.persistent();
    RelayException broken = ConnectionLostException.broken("x", null);
    for (int attempt = 0; attempt < 100; attempt++)
      assertThat(policy.delay(attempt, 1, broken))
          .isLessThanOrEqualTo(Duration.ofMillis(Math.min(30_000, 500L << Math.min(attempt, 20))));
    RelayException away =
        ConnectionLostException.closedByRelay(
            java.util.Optional.of(new io.peerrelay.websocket.Message.Close(1001, "")));
    for (int i = 0; i < 100; i++)
      assertThat(policy.delay(0, 1, away)).isLessThanOrEqualTo(Duration.ofMillis(200));
    for (int attempt = 0; attempt < 2; attempt++)
      assertThat(policy.delay(attempt, 3, broken)).isLessThanOrEqualTo(Duration.ofMillis(200));
    for (int attempt = 2; attempt < 5; attempt++)
      assertThat(policy.delay(attempt, 3, broken)).isLessThanOrEqualTo(Duration.ofMillis(500));
    assertThat(Reconnection.never().follows(broken)).isFalse();
  }
}
