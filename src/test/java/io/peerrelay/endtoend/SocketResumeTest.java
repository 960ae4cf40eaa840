package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Transfers whose sides go and come back, over raw sockets. */
class SocketResumeTest extends SocketFixture {
  private static final int SIZE = 200_000;

  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  private final TestFile file = TestFile.of(SIZE, 11);

  SocketResumeTest() {
    super(relay);
  }

  private Exchange begun(int bytes) {
    Exchange exchange = Exchange.accepted(sender, receiver, SIZE);
    exchange.send(file.part(0, bytes).bytes());
    exchange.awaitBytes(bytes);
    return exchange;
  }

  private static void resume(ForeignClient side, Exchange exchange, int offset) {
    side.send(
        "{'type':'resume','id':'x','transfer':'%s','offset':%d}", exchange.transfer(), offset);
  }

  /** Sends from where the sender is told to, and sees that the receiver gets what it lacks. */
  private void complete(Exchange exchange, int from, int lacking) {
    exchange.send(file.part(from, SIZE).bytes());
    exchange.finish(file.digest());
    exchange.awaitBytes(SIZE - lacking);
    assertThat(receiver.received(exchange.incoming())).isEqualTo(file.part(lacking, SIZE).bytes());
    exchange.confirm(file.digest());
    assertThat(sender.expect("completed").path("sha256").asText()).isEqualTo(file.digest());
    receiver.expect("completed");
  }

  @Test
  void goesOnWhereAReceiverThatWasCutOffSaysItIs() {
    Exchange exchange = begun(120_000);
    receiver.abort();
    assertThat(sender.expect("paused").path("by").asText()).isEqualTo(receiver.username());
    receiver = relay.anotherDevice(receiver);
    resume(receiver, exchange, 70_000);
    JsonNode incoming = receiver.expect("accepted");
    JsonNode outgoing = sender.expect("accepted");
    assertThat(incoming.path("offset").asInt()).isEqualTo(70_000);
    int from = outgoing.path("offset").asInt();
    assertThat(from).isLessThanOrEqualTo(70_000);
    complete(Exchange.resumed(sender, outgoing, receiver, incoming), from, 70_000);
  }

  @Test
  void goesOnWhereASenderWasCutOffWithoutSendingAnythingTwice() {
    Exchange exchange = begun(120_000);
    sender.abort();
    assertThat(receiver.expect("paused").path("by").asText()).isEqualTo(sender.username());
    sender = relay.anotherDevice(sender);
    resume(sender, exchange, 0);
    JsonNode outgoing = sender.expect("accepted");
    assertThat(outgoing.path("re").asText()).isEqualTo("x");
    assertThat(outgoing.path("offset").asInt()).isEqualTo(120_000);
    JsonNode incoming = receiver.expect("accepted");
    assertThat(incoming.path("offset").asInt()).isEqualTo(120_000);
    complete(Exchange.resumed(sender, outgoing, receiver, incoming), 120_000, 120_000);
  }

  @Test
  void tellsAReceiverWhoseSenderIsAwayThatItWaits() {
    Exchange exchange = begun(50_000);
    receiver.abort();
    sender.expect("paused");
    sender.abort();
    receiver = relay.anotherDevice(receiver);
    resume(receiver, exchange, 50_000);
    JsonNode first = receiver.next();
    if (first.path("type").asText().equals("accepted")) first = receiver.expect("paused");
    assertThat(first.path("by").asText()).isEqualTo(sender.username());
    sender = relay.anotherDevice(sender);
    resume(sender, exchange, 0);
    JsonNode outgoing = sender.expect("accepted");
    JsonNode incoming = receiver.expect("accepted");
    complete(
        Exchange.resumed(sender, outgoing, receiver, incoming),
        outgoing.path("offset").asInt(),
        incoming.path("offset").asInt());
  }

  @Test
  void listsWhatIsOpenForEachSide() {
    Exchange running = begun(50_000);
    String waiting = Exchange.offer(sender, receiver, 5);
    for (ForeignClient side : new ForeignClient[] {sender, receiver}) {
      side.send("{'type':'transfers','id':'t'}");
      JsonNode answer = side.expect("transfers");
      assertThat(answer.path("re").asText()).isEqualTo("t");
      assertThat(answer.path("transfers"))
          .extracting(entry -> entry.path("transfer").asText() + entry.path("status").asText())
          .containsExactlyInAnyOrder(running.transfer() + "running", waiting + "offered");
    }
    receiver.abort();
    sender.expect("paused");
    sender.send("{'type':'transfers'}");
    assertThat(sender.expect("transfers").path("transfers"))
        .extracting(entry -> entry.path("status").asText())
        .containsExactlyInAnyOrder("paused", "offered");
  }

  @Test
  void failsWhenAReceiverHasLiedAboutItsOffset() {
    Exchange exchange = begun(50_000);
    resume(receiver, exchange, SIZE);
    JsonNode outgoing = sender.expect("paused");
    assertThat(outgoing.path("by").asText()).isEqualTo(receiver.username());
    outgoing = sender.expect("accepted");
    JsonNode first = receiver.next();
    while (!first.path("type").asText().equals("accepted")) first = receiver.next();
    Exchange resumed = Exchange.resumed(sender, outgoing, receiver, first);
    resumed.send(file.part(outgoing.path("offset").asInt(), SIZE).bytes());
    resumed.finish(file.digest());
    resumed.confirm(file.part(0, 50_000).digest());
    resumed.expectFailed("digestMismatch");
  }

  @Test
  void refusesAnOffsetPastTheEndAndGoesOn() {
    Exchange exchange = begun(50_000);
    resume(receiver, exchange, SIZE + 1);
    assertThat(receiver.expectError("badField").path("message").asText())
        .isEqualTo("offset: 200001 (expected: 0 to 200000)");
    exchange.send(file.part(50_000, SIZE).bytes());
    exchange.complete(file);
  }

  @Test
  void answersAResumeOfACompletedTransferByItsEnd() {
    Exchange exchange = begun(SIZE);
    exchange.complete(file);
    for (ForeignClient side : new ForeignClient[] {sender, receiver}) {
      resume(side, exchange, 0);
      JsonNode completed = side.expect("completed");
      assertThat(completed.path("re").asText()).isEqualTo("x");
      assertThat(completed.path("sha256").asText()).isEqualTo(file.digest());
    }
    try (ForeignClient stranger = relay.newUser("stranger")) {
      resume(stranger, exchange, 0);
      stranger.expectError("noSuchTransfer");
    }
  }

  @Test
  void takesOnlyTheFilesThatWereAccepted() {
    sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'d/a','size':70000},{'name':'d/e/','size':0},"
            + "{'name':'d/c','size':1},{'name':'d/f','size':130000}]}",
        receiver.username());
    String transfer = sender.expect("offered").path("transfer").asText();
    receiver.expect("offer");
    receiver.send("{'type':'accept','transfer':'%s','files':[0,4]}", transfer);
    receiver.expectError("badField");
    receiver.send("{'type':'accept','transfer':'%s','files':[0,3]}", transfer);
    JsonNode incoming = receiver.expect("accepted");
    JsonNode outgoing = sender.expect("accepted");
    assertThat(outgoing.path("indexes")).extracting(JsonNode::asInt).containsExactly(0, 3);
    assertThat(outgoing.path("files"))
        .extracting(one -> one.path("name").asText())
        .containsExactly("d/a", "d/f");
    Exchange exchange = Exchange.resumed(sender, outgoing, receiver, incoming);
    exchange.send(file.part(0, 90_000).bytes());
    exchange.send(file.part(90_000, SIZE).bytes());
    exchange.complete(file);
  }

  @Test
  void completesAtOnceWhenNoFileIsWanted() {
    String transfer = Exchange.offer(sender, receiver, 10);
    receiver.send("{'type':'accept','transfer':'%s','files':[]}", transfer);
    JsonNode incoming = receiver.expect("accepted");
    JsonNode outgoing = sender.expect("accepted");
    Exchange.resumed(sender, outgoing, receiver, incoming).complete(TestFile.of(0, 1));
  }
}
