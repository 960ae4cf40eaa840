package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExpiryTest {
  @RegisterExtension
  static final RunningRelay relay = new RunningRelay("relay.transfer.offer-lifetime = 1500ms");

  @Test
  void endsAnOfferThatNobodyAnswers() {
    try (ForeignClient sender = relay.newUser("sender");
        ForeignClient receiver = relay.newUser("receiver")) {
      String transfer = Exchange.offer(sender, receiver, 5);
      JsonNode cancelled = sender.expect("cancelled");
      assertThat(cancelled.path("transfer").asText()).isEqualTo(transfer);
      assertThat(cancelled.path("by").asText()).isEqualTo("relay");
      assertThat(cancelled.path("reason").asText()).isEqualTo("expired");
      JsonNode withdrawn = receiver.expect("withdrawn");
      assertThat(withdrawn.path("transfer").asText()).isEqualTo(transfer);
      assertThat(withdrawn.path("reason").asText()).isEqualTo("expired");
      receiver.send("{'type':'accept','transfer':'%s'}", transfer);
      receiver.expectError("noSuchTransfer");
      try (ForeignClient phone = relay.anotherDevice(receiver)) {
        phone.expectNothing();
      }
    }
  }

  @Test
  void leavesATransferAloneThatWasAcceptedInTime() {
    try (ForeignClient sender = relay.newUser("sender");
        ForeignClient receiver = relay.newUser("receiver");
        ForeignClient other = relay.newUser("other")) {
      TestFile file = TestFile.of(1_000, 1);
      Exchange exchange = Exchange.accepted(sender, receiver, file.size());
      String unanswered = Exchange.offer(other, receiver, 5); // Made later, expires later.
      assertThat(other.expect("cancelled").path("transfer").asText()).isEqualTo(unanswered);
      receiver.expect("withdrawn");
      exchange.send(file.bytes());
      exchange.complete(file);
    }
  }
}
