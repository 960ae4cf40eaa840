package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A device that does not read what is said in a channel. */
class SlowListenerTest {
  private static final String TEXT = "x".repeat(4_000);

  /** Enough to fill what the operating system holds for a socket, and the relay's queue. */
  private static final int MESSAGES = 1_500;

  /** As many as those who read can take together. */
  private static final int AT_ONCE = 10;

  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay(
          "relay.conversation.message-rate = 100000, relay.socket { message-rate = 100000, outbox ="
              + " 64 KiB }");

  @Test
  void isCutOffHoldsUpNobodyAndCatchesUpByASync() {
    try (ForeignClient speaker = relay.newUser("speaker");
        ForeignClient reader = relay.newUser("reader");
        RawClient deaf = RawClient.loggedIn(relay.address(), "deaf", 16 * 1024)) {
      speaker.send("{'type':'createChannel','channel':'#loud'}");
      speaker.awaitMessage("ok");
      reader.send("{'type':'join','channel':'#loud'}");
      deaf.send("{'type':'join','channel':'#loud'}");
      reader.awaitMessage("ok");
      await().atMost(Duration.ofSeconds(20)).until(() -> members(reader) == 3);
      for (long seq = 1; seq <= MESSAGES; seq++) {
        speaker.send("{'type':'message','to':'#loud','text':'%s'}", TEXT);
        if (seq % AT_ONCE != 0) continue;
        for (long heard = seq - AT_ONCE + 1; heard <= seq; heard++)
          assertThat(reader.awaitMessage("message").path("seq").asLong()).isEqualTo(heard);
      }
      assertThat(deaf.readCloseCode()).isEqualTo(4503);
      try (ForeignClient back = ForeignClient.loggedIn(relay.address(), "deaf")) {
        back.send("{'type':'sync','cursors':{'#loud':0}}");
        for (long seq = 1; seq <= MESSAGES; seq++) {
          JsonNode message = back.awaitMessage("message");
          assertThat(message.path("seq").asLong()).isEqualTo(seq);
          assertThat(message.path("text").asText()).isEqualTo(TEXT);
        }
        back.expect("synced");
      }
    }
  }

  private static int members(ForeignClient by) {
    by.send("{'type':'members','channel':'#loud'}");
    return by.awaitMessage("members").path("members").size();
  }
}
