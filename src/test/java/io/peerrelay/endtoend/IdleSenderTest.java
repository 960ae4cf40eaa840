package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sender that stops sending without a word. */
class IdleSenderTest {
  @RegisterExtension
  static final RunningRelay relay = new RunningRelay("relay.transfer.idle-limit = 1s");

  @Test
  void isTakenForGoneAndMayComeBack() {
    TestFile file = TestFile.of(100_000, 11);
    try (ForeignClient sender = relay.newUser("sender");
        ForeignClient receiver = relay.newUser("receiver")) {
      Exchange exchange = Exchange.accepted(sender, receiver, file.size());
      exchange.send(file.part(0, 50_000).bytes());
      assertThat(receiver.expect("paused").path("by").asText()).isEqualTo("relay");
      assertThat(sender.expect("paused").path("reason").asText()).contains("sent nothing");
      sender.send("{'type':'resume','transfer':'%s'}", exchange.transfer());
      JsonNode outgoing = sender.expect("accepted");
      assertThat(outgoing.path("offset").asInt()).isEqualTo(50_000);
      Exchange resumed = Exchange.resumed(sender, outgoing, receiver, receiver.expect("accepted"));
      resumed.send(file.part(50_000, file.size()).bytes());
      resumed.finish(file.digest());
      resumed.awaitBytes(50_000);
      resumed.confirm(file.digest());
      sender.expect("completed");
      receiver.expect("completed");
    }
  }

  @Test
  void isWaitedForWhileTheReceiverHoldsItBack() {
    try (ForeignClient sender = relay.newUser("sender");
        ForeignClient receiver = relay.newUser("receiver")) {
      Exchange exchange = Exchange.accepted(sender, receiver, 1_000_000);
      exchange.grant(1);
      receiver.expectNothing();
      exchange.send(new byte[262_144]);
      // Longer than the limit: it has no credit left to send with.
      await().during(Duration.ofMillis(2_500)).until(sender::hearsNothing);
      sender.expectNothing();
    }
  }
}
