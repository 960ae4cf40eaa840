package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much a client may do: messages, errors, offers, transfers. */
class LimitsTest {
  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay(
          """
          relay.socket { message-rate = 5, error-rate = 10 }
          relay.transfer.open-at-once = 1
          """);

  @Test
  void refusesMessagesOverTheRateAndServesOnesThatComeLater() {
    try (ForeignClient client = relay.newUser("clara")) {
      int refused = 0;
      for (int i = 0; i < 54; i++) client.send("{'type':'ping','id':'%d'}", i);
      for (int i = 0; i < 54; i++) {
        JsonNode answer = client.next();
        assertThat(answer.path("re").asText()).isEqualTo(String.valueOf(i));
        if (answer.path("type").asText().equals("pong")) continue;
        assertThat(answer.path("code").asText()).isEqualTo("rateLimited");
        assertThat(answer.path("retryable").asBoolean()).isTrue();
        refused++;
      }
      assertThat(refused).isBetween(1, 10);
      await()
          .until(
              () -> {
                client.send("{'type':'ping'}");
                return client.next().path("type").asText().equals("pong");
              });
    }
  }

  @Test
  void closesAClientThatEarnsTooManyErrors() {
    try (ForeignClient client = relay.newUser("clara")) {
      for (int i = 0; i < 12; i++) client.sendText("nonsense");
      for (int i = 0; i < 11; i++) client.expectError("badJson");
      assertThat(client.expectClosed()).isEqualTo(1008);
    }
  }

  @Test
  void keepsAClientThatSendsAsFastAsItIsAllowed() throws InterruptedException {
    try (ForeignClient client = relay.newUser("clara")) {
      for (int refused = 0; refused < 15; ) {
        client.send("{'type':'ping'}");
        JsonNode answer = client.next();
        if (answer.path("type").asText().equals("pong")) continue;
        assertThat(answer.path("code").asText()).isEqualTo("rateLimited");
        refused++;
        Thread.sleep(answer.path("retryAfter").asLong());
      }
    }
  }

  @Test
  void isBusyForASecondOfferToAUserWithOneWaiting() {
    try (ForeignClient sender = relay.newUser("sender");
        ForeignClient receiver = relay.newUser("receiver")) {
      String transfer = Exchange.offer(sender, receiver, 0);
      sender.send(
          "{'type':'offer','to':'%s','files':[{'name':'b','size':1}]}", receiver.username());
      assertThat(sender.expectError("busy").path("retryable").asBoolean()).isTrue();
      receiver.expectNothing();
      Exchange.accept(sender, receiver, transfer).complete(TestFile.of(0, 0));
      Exchange.offer(sender, receiver, 0);
    }
  }

  @Test
  void isBusyForASecondTransferOnTheSendersSocket() {
    try (ForeignClient sender = relay.newUser("sender");
        ForeignClient receiver = relay.newUser("receiver");
        ForeignClient other = relay.newUser("other")) {
      Exchange running = Exchange.accepted(sender, receiver, 0);
      sender.send("{'type':'offer','to':'%s','files':[{'name':'b','size':1}]}", other.username());
      sender.expectError("busy");
      running.complete(TestFile.of(0, 0));
      Exchange.offer(sender, other, 1);
    }
  }

  @Test
  void isBusyForASecondTransferOnTheReceiversSocketAndTheOfferWaits() {
    try (ForeignClient sender = relay.newUser("sender");
        ForeignClient receiver = relay.newUser("receiver");
        ForeignClient other = relay.newUser("other")) {
      Exchange running = Exchange.accepted(sender, receiver, 0);
      String second = Exchange.offer(other, receiver, 0);
      receiver.send("{'type':'accept','transfer':'%s'}", second);
      receiver.expectError("busy");
      running.complete(TestFile.of(0, 0));
      Exchange.accept(other, receiver, second).complete(TestFile.of(0, 0));
    }
  }
}
