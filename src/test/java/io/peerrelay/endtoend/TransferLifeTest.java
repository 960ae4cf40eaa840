package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of an offer, as both sides and the receiver's other devices are told. */
class TransferLifeTest {
  private static final TestFile NOTHING = TestFile.of(0, 0);

  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  private ForeignClient sender;
  private ForeignClient receiver;
  private ForeignClient phone;

  /** The receiver has two devices; this is about what either hears. */
  @BeforeEach
  void logIn() {
    sender = relay.newUser("sender");
    receiver = relay.newUser("receiver");
    phone = relay.anotherDevice(receiver);
  }

  @AfterEach
  void hangUp() {
    sender.close();
    receiver.close();
    phone.close();
  }

  private String offer() {
    String transfer = Exchange.offer(sender, receiver, 1_000);
    assertThat(phone.expect("offer").path("transfer").asText()).isEqualTo(transfer);
    return transfer;
  }

  private Exchange accepted() {
    Exchange exchange = Exchange.accept(sender, receiver, offer());
    phone.expect("withdrawn");
    return exchange;
  }

  private void expectNothingMore() {
    sender.expectNothing();
    receiver.expectNothing();
    phone.expectNothing();
  }

  @Test
  void showsTheWholeOfferToEveryDevice() {
    sender.send(
        "{'type':'offer','id':'o','to':'%s','note':'for you','files':["
            + "{'name':'a.txt','size':3,'type':'text/plain','modified':'2026-01-02T03:04:05.678Z'},"
            + "{'name':'b.bin','size':0,'sha256':'%s'}]}",
        receiver.username(), NOTHING.digest());
    JsonNode offered = sender.expect("offered");
    assertThat(offered.path("re").asText()).isEqualTo("o");
    for (ForeignClient device : new ForeignClient[] {receiver, phone}) {
      JsonNode offer = device.expect("offer");
      assertThat(offer.path("from").asText()).isEqualTo(sender.username());
      assertThat(offer.path("note").asText()).isEqualTo("for you");
      assertThat(offer.path("expiresAt")).isEqualTo(offered.path("expiresAt"));
      assertThat(Instant.parse(offer.path("expiresAt").asText())).isAfter(Instant.now());
      assertThat(offer.path("files")).hasSize(2);
      assertThat(offer.path("files").get(0).path("modified").asText())
          .isEqualTo("2026-01-02T03:04:05.678Z");
      assertThat(offer.path("files").get(1).path("sha256").asText()).isEqualTo(NOTHING.digest());
    }
    expectNothingMore();
  }

  @Test
  void showsASmallPictureOfAFileUntilItIsAccepted() {
    String picture = "data:image/png;base64,iVBORw0KGgo=";
    sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'a.png','size':3,'thumbnail':'%s'}]}",
        receiver.username(), picture);
    String transfer = sender.expect("offered").path("transfer").asText();
    for (ForeignClient device : new ForeignClient[] {receiver, phone})
      assertThat(device.expect("offer").at("/files/0/thumbnail").asText()).isEqualTo(picture);
    try (ForeignClient later = relay.anotherDevice(receiver)) {
      assertThat(later.expect("offer").at("/files/0/thumbnail").asText()).isEqualTo(picture);
      for (ForeignClient side : List.of(sender, later)) {
        side.send("{'type':'transfers'}");
        assertThat(side.expect("transfers").at("/transfers/0/files/0/thumbnail").asText())
            .isEqualTo(picture);
      }
      receiver.send("{'type':'accept','transfer':'%s'}", transfer);
      for (ForeignClient side : List.of(sender, receiver))
        assertThat(side.expect("accepted").at("/files/0").has("thumbnail")).isFalse();
    }
  }

  @Test
  void listsTransfersWithoutPicturesWhereTheyWouldBeTooLong() {
    String picture = "data:image/webp;base64," + "AAAA".repeat(2000);
    String file = "{\"name\":\"a.webp\",\"size\":3,\"thumbnail\":\"" + picture + "\"}";
    String files = String.join(",", Collections.nCopies(8, file));
    for (int i = 0; i < 3; i++) {
      sender.send("{'type':'offer','to':'%s','files':[%s]}", receiver.username(), files);
      sender.expect("offered");
      assertThat(receiver.expect("offer").at("/files/7/thumbnail").asText()).isEqualTo(picture);
      phone.expect("offer");
    }
    receiver.send("{'type':'transfers'}");
    for (JsonNode open : receiver.expect("transfers").path("transfers")) {
      assertThat(open.path("files")).hasSize(8);
      assertThat(open.at("/files/0/name").asText()).isEqualTo("a.webp");
      assertThat(open.at("/files/0").has("thumbnail")).isFalse();
    }
  }

  @Test
  void withdrawsTheOfferFromTheOtherDevicesWhenOneAccepts() {
    String transfer = offer();
    receiver.send("{'type':'accept','id':'a','transfer':'%s'}", transfer);
    assertThat(receiver.expect("accepted").path("re").asText()).isEqualTo("a");
    assertThat(sender.expect("accepted").has("re")).isFalse();
    JsonNode withdrawn = phone.expect("withdrawn");
    assertThat(withdrawn.path("transfer").asText()).isEqualTo(transfer);
    assertThat(withdrawn.path("reason").asText()).isEqualTo("acceptedElsewhere");
    expectNothingMore();
  }

  @Test
  void tellsEverybodyThatAnOfferWasDeclined() {
    String transfer = offer();
    receiver.send("{'type':'decline','id':'d','transfer':'%s','reason':'no room'}", transfer);
    for (ForeignClient device : new ForeignClient[] {sender, receiver, phone}) {
      JsonNode declined = device.expect("declined");
      assertThat(declined.path("transfer").asText()).isEqualTo(transfer);
      assertThat(declined.path("by").asText()).isEqualTo(receiver.username());
      assertThat(declined.path("reason").asText()).isEqualTo("no room");
      assertThat(declined.path("re").asText()).isEqualTo(device == receiver ? "d" : "");
    }
    expectNothingMore();
  }

  @Test
  void tellsEverybodyThatTheSenderCancelledItsOffer() {
    String transfer = offer();
    sender.send("{'type':'cancel','id':'c','transfer':'%s','reason':'wrong file'}", transfer);
    for (ForeignClient device : new ForeignClient[] {sender, receiver, phone}) {
      JsonNode cancelled = device.expect("cancelled");
      assertThat(cancelled.path("by").asText()).isEqualTo(sender.username());
      assertThat(cancelled.path("reason").asText()).isEqualTo("wrong file");
      assertThat(cancelled.path("re").asText()).isEqualTo(device == sender ? "c" : "");
    }
    expectNothingMore();
  }

  @Test
  void letsTheReceiverCancelAnOfferOnOneDevice() {
    String transfer = offer();
    phone.send("{'type':'cancel','id':'c','transfer':'%s'}", transfer);
    assertThat(phone.expect("cancelled").path("re").asText()).isEqualTo("c");
    assertThat(receiver.expect("cancelled").path("by").asText()).isEqualTo(receiver.username());
    assertThat(sender.expect("cancelled").path("by").asText()).isEqualTo(receiver.username());
    expectNothingMore();
  }

  @Test
  void cancelsForTheSenderWhileBytesFlow() {
    Exchange exchange = accepted();
    exchange.send(new byte[500]);
    sender.send("{'type':'cancel','transfer':'%s','reason':'enough'}", exchange.transfer());
    exchange.expectCancelled(sender.username(), "enough");
    expectNothingMore();
  }

  @Test
  void cancelsForTheReceiverWhileBytesFlow() {
    Exchange exchange = accepted();
    exchange.send(new byte[500]);
    exchange.awaitBytes(500);
    receiver.send(
        "{'type':'cancel','id':'c','transfer':'%s','reason':'enough'}", exchange.transfer());
    JsonNode cancelled = receiver.expect("cancelled");
    assertThat(cancelled.path("re").asText()).isEqualTo("c");
    exchange.expectCancelled(sender, receiver.username(), "enough");
    expectNothingMore();
  }

  @Test
  void letsAnotherDeviceOfTheReceiverCancel() {
    Exchange exchange = accepted();
    phone.send("{'type':'cancel','transfer':'%s','reason':'enough'}", exchange.transfer());
    exchange.expectCancelled(receiver.username(), "enough");
    exchange.expectCancelled(phone, receiver.username(), "enough");
    expectNothingMore();
  }

  @Test
  void cancelsAfterTheSenderFinished() {
    TestFile file = TestFile.of(1_000, 1);
    Exchange exchange = accepted();
    exchange.send(file.bytes());
    exchange.awaitBytes(file.size());
    exchange.finish(file.digest());
    sender.expectNothing();
    receiver.send("{'type':'cancel','transfer':'%s','reason':'enough'}", exchange.transfer());
    assertThat(sender.expect("cancelled").path("re").asText()).isEqualTo("f");
    receiver.expect("cancelled");
    expectNothingMore();
  }

  @Test
  void goesOnWhenADeviceThatTakesNoPartIsGone() {
    Exchange exchange = accepted();
    phone.abort();
    TestFile file = TestFile.of(1_000, 2);
    exchange.send(file.bytes());
    exchange.complete(file);
  }

  @Test
  void answersFinishAndReceivedEachUnderItsOwnId() {
    TestFile file = TestFile.of(1_000, 3);
    Exchange exchange = accepted();
    exchange.send(file.bytes());
    exchange.awaitBytes(file.size());
    exchange.confirm(file.digest());
    receiver.expectNothing();
    exchange.finish(file.digest());
    assertThat(sender.expect("completed").path("re").asText()).isEqualTo("f");
    JsonNode completed = receiver.expect("completed");
    assertThat(completed.path("re").asText()).isEqualTo("r");
    assertThat(completed.path("seconds").asDouble()).isBetween(0.0, 60.0);
    expectNothingMore();
  }

  @Test
  void transfersNothingAtAll() {
    Exchange exchange = Exchange.accepted(sender, receiver, 0);
    exchange.complete(NOTHING);
  }

  @Test
  void transfersSeveralFilesOneAfterTheOther() {
    sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'a','size':70000},{'name':'b','size':0},"
            + "{'name':'c','size':1},{'name':'d','size':129999}]}",
        receiver.username());
    String transfer = sender.expect("offered").path("transfer").asText();
    receiver.expect("offer");
    Exchange exchange = Exchange.accept(sender, receiver, transfer);
    TestFile all = TestFile.of(200_000, 4);
    exchange.send(all.part(0, 60_000).bytes());
    exchange.send(all.part(60_000, 150_000).bytes());
    exchange.send(all.part(150_000, 200_000).bytes());
    exchange.complete(all);
  }
}
