package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests about transfers that may not be made, or not now. */
class BadTransfersTest {
  @RegisterExtension
  @Order(1)
  static final RunningRelay relay =
      new RunningRelay(
          "relay.transfer { window { first = 64 KiB, largest = 64 KiB }, largest-file = 10 MiB }");

  @RegisterExtension
  @Order(2)
  static final Bystanders bystanders = new Bystanders(relay);

  private ForeignClient sender;
  private ForeignClient receiver;
  private ForeignClient stranger;

  @BeforeEach
  void logIn() {
    sender = relay.newUser("sender");
    receiver = relay.newUser("receiver");
    stranger = relay.newUser("stranger");
  }

  @AfterEach
  void servesTheNextMessage() {
    ForeignClient[] clients = {sender, receiver, stranger};
    for (ForeignClient client : clients) client.expectNothing();
    for (ForeignClient client : clients) client.close();
  }

  @Test
  void refusesAnOfferToOneself() {
    sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'a','size':1}]}",
        sender.username().toUpperCase(Locale.ROOT));
    sender.expectError("badField");
  }

  @Test
  void answersAlikeWhetherTheOtherIsOfflineOrDoesNotExist() {
    String away = "away-" + sender.username();
    ForeignClient offline = ForeignClient.loggedIn(relay.address(), away);
    offline.send("{'type':'logout'}");
    assertThat(offline.expectClosed()).isEqualTo(1000);
    JsonNode toOffline = offerTo(away);
    JsonNode toNobody = offerTo("nobody");
    assertThat(toOffline.path("message").asText().replace(away, "X"))
        .isEqualTo(toNobody.path("message").asText().replace("nobody", "X"));
    assertThat(toOffline.path("hint")).isEqualTo(toNobody.path("hint"));
    assertThat(toOffline.path("retryable").asBoolean()).isTrue();
  }

  private JsonNode offerTo(String name) {
    sender.send("{'type':'offer','id':'o','to':'%s','files':[{'name':'a','size':1}]}", name);
    JsonNode error = sender.expectError("userOffline");
    assertThat(error.path("re").asText()).isEqualTo("o");
    return error;
  }

  @Test
  void refusesAFileOverTheLimit() {
    sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'a','size':1},{'name':'b','size':10485761}]}",
        receiver.username());
    sender.expectError("tooLarge");
  }

  @ParameterizedTest
  @ValueSource(strings = {"accept", "decline", "cancel"})
  void refusesStrangers(String type) {
    String transfer = Exchange.offer(sender, receiver, 10);
    stranger.send("{'type':'%s','id':'s','transfer':'%s'}", type, transfer);
    assertThat(stranger.expectError("notYours").path("re").asText()).isEqualTo("s");
    Exchange.accept(sender, receiver, transfer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"accept", "decline"})
  void refusesTheSenderWhatIsForTheReceiver(String type) {
    String transfer = Exchange.offer(sender, receiver, 10);
    sender.send("{'type':'%s','transfer':'%s'}", type, transfer);
    sender.expectError("notYours");
  }

  @Test
  void refusesDigestsOfTheWrongSide() {
    Exchange exchange = Exchange.accepted(sender, receiver, 0);
    String digest = TestFile.of(0, 0).digest();
    receiver.send("{'type':'finish','transfer':'%s','sha256':'%s'}", exchange.transfer(), digest);
    receiver.expectError("notYours");
    sender.send("{'type':'received','transfer':'%s','sha256':'%s'}", exchange.transfer(), digest);
    sender.expectError("notYours");
    stranger.send("{'type':'finish','transfer':'%s','sha256':'%s'}", exchange.transfer(), digest);
    stranger.expectError("notYours");
    exchange.complete(TestFile.of(0, 0));
  }

  @Test
  void refusesASecondAcceptOnTheSameSocket() {
    String transfer = Exchange.offer(sender, receiver, 10);
    receiver.send("{'type':'accept','id':'1','transfer':'%s'}", transfer);
    receiver.send("{'type':'accept','id':'2','transfer':'%s'}", transfer);
    JsonNode first = receiver.next();
    JsonNode second = receiver.next();
    boolean inOrder = first.path("type").asText().equals("accepted");
    JsonNode accepted = inOrder ? first : second;
    JsonNode error = inOrder ? second : first;
    assertThat(accepted.path("re").asText()).isEqualTo("1");
    assertThat(error.path("re").asText()).isEqualTo("2");
    assertThat(error.path("code").asText()).isEqualTo("alreadyAnswered");
    sender.expect("accepted");
  }

  @Test
  void refusesASecondAcceptFromAnotherDevice() {
    try (ForeignClient other = relay.anotherDevice(receiver)) {
      String transfer = Exchange.offer(sender, receiver, 10);
      other.expect("offer");
      Exchange.accept(sender, receiver, transfer);
      assertThat(other.expect("withdrawn").path("reason").asText()).isEqualTo("acceptedElsewhere");
      other.send("{'type':'accept','transfer':'%s'}", transfer);
      other.expectError("alreadyAnswered");
      other.send("{'type':'decline','transfer':'%s'}", transfer);
      other.expectError("alreadyAnswered");
      other.expectNothing();
    }
  }

  @Test
  void refusesAnAnswerAfterTheEnd() {
    String transfer = Exchange.offer(sender, receiver, 10);
    receiver.send("{'type':'decline','transfer':'%s'}", transfer);
    receiver.expect("declined");
    sender.expect("declined");
    receiver.send("{'type':'accept','transfer':'%s'}", transfer);
    receiver.expectError("noSuchTransfer");
    sender.send("{'type':'cancel','transfer':'%s'}", transfer);
    sender.expectError("noSuchTransfer");
  }

  @Test
  void failsATransferWhoseSenderSendsMoreThanItOffered() {
    Exchange exchange = Exchange.accepted(sender, receiver, 1_000);
    exchange.send(new byte[1_001]);
    exchange.expectFailed("tooLarge");
  }

  @Test
  void failsAnEmptyTransferWhoseSenderSendsAByte() {
    Exchange exchange = Exchange.accepted(sender, receiver, 0);
    exchange.sendWithoutCredit(new byte[1]);
    exchange.expectFailed("tooLarge");
  }

  @Test
  void failsATransferWhoseSenderExceedsItsCreditAndNoOther() {
    TestFile file = TestFile.of(50_000, 3);
    Exchange obeying = Exchange.accepted(sender, receiver, file.size());
    Exchange exceeding = Exchange.accepted(sender, receiver, 1_000_000);
    obeying.send(file.part(0, 20_000).bytes());
    // So that the relay frees nothing while the bytes come.
    exceeding.grant(1);
    receiver.expectNothing();
    exceeding.sendWithoutCredit(new byte[64 * 1024 + 2]);
    exceeding.expectFailed("creditExceeded");
    obeying.send(file.part(20_000, 50_000).bytes());
    obeying.complete(file);
  }

  @Test
  void failsATransferWhoseSenderClaimsAnotherDigest() {
    TestFile file = TestFile.of(5_000, 4);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.send(file.bytes());
    exchange.awaitBytes(file.size());
    exchange.finish("ab".repeat(32));
    exchange.expectFailed("digestMismatch");
  }

  @Test
  void failsATransferWhoseReceiverClaimsAnotherDigest() {
    TestFile file = TestFile.of(5_000, 5);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.send(file.bytes());
    exchange.awaitBytes(file.size());
    exchange.confirm("cd".repeat(32));
    receiver.expectNothing();
    exchange.finish(file.digest());
    exchange.expectFailed("digestMismatch");
  }

  @Test
  void refusesToFinishBeforeAllBytesCame() {
    TestFile file = TestFile.of(5_000, 6);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.send(file.part(0, 4_999).bytes());
    exchange.finish(file.digest());
    assertThat(sender.expectError("incomplete").path("re").asText()).isEqualTo("f");
    exchange.awaitBytes(4_999);
    exchange.confirm(file.digest());
    assertThat(receiver.expectError("incomplete").path("re").asText()).isEqualTo("r");
    exchange.send(file.part(4_999, 5_000).bytes());
    exchange.complete(file);
  }

  @Test
  void refusesToFinishBeforeTheOfferIsAccepted() {
    String transfer = Exchange.offer(sender, receiver, 0);
    String digest = TestFile.of(0, 0).digest();
    sender.send("{'type':'finish','transfer':'%s','sha256':'%s'}", transfer, digest);
    sender.expectError("incomplete");
    receiver.send("{'type':'received','transfer':'%s','sha256':'%s'}", transfer, digest);
    receiver.expectError("incomplete");
  }

  @Test
  void refusesDigestsFromAnotherDeviceThanTheOneThatTransfers() {
    TestFile file = TestFile.of(100, 8);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.send(file.bytes());
    try (ForeignClient other = relay.anotherDevice(receiver)) {
      exchange.awaitBytes(100);
      other.send(
          "{'type':'received','transfer':'%s','sha256':'%s'}", exchange.transfer(), file.digest());
      other.expectError("incomplete");
    }
    exchange.complete(file);
  }

  @Test
  void refusesCreditForAStreamThatTheClientSends() {
    TestFile file = TestFile.of(100, 9);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    sender.send("{'type':'credit','stream':%d,'bytes':5}", exchange.outgoing());
    sender.expectError("badField");
    exchange.send(file.bytes());
    exchange.complete(file);
  }
}
