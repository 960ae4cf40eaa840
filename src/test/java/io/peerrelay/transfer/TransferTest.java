package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.TransferSettings;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The entity, between probes for the two connections and the real session of the receiver. */
class TransferTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final List<FileInfo> FILES = List.of(FileInfo.of("a.bin", 7));
  private static final Sha256 DIGEST = new Sha256("ab".repeat(32));
  private static final Sha256 OTHER = new Sha256("cd".repeat(32));
  private static final Username ANNA = new Username("anna");

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  private final TransferId id = TransferId.random();
  private final String journalId = "Transfer|" + id;
  private final Username boris = new Username("boris-" + System.nanoTime());
  private Duration lifetime = Duration.ofMinutes(1);
  private TestProbe<ClusterSharding.ShardCommand> shard;
  private TestProbe<PartyMessage> sender;
  private TestProbe<PartyMessage> receiver;
  private TestProbe<PartyMessage> third;
  private TestProbe<DeviceMessage> laptop;
  private TestProbe<DeviceMessage> phone;
  private TestProbe<TransferReply> replies;
  private ActorRef<TransferCommand> transfer;

  @BeforeAll
  static void startSessions() {
    UserSession.init(cluster.system(), 2);
  }

  @BeforeEach
  void start() {
    shard = cluster.probe();
    sender = cluster.probe();
    receiver = cluster.probe();
    third = cluster.probe();
    laptop = cluster.probe();
    phone = cluster.probe();
    replies = cluster.probe();
    transfer = spawn();
  }

  private ActorRef<TransferCommand> spawn() {
    return cluster
        .kit()
        .spawn(
            Transfer.create(id, shard.getRef(), new TransferSettings(4096, 1 << 20, lifetime, 2)));
  }

  @AfterEach
  void hangUp() {
    for (TestProbe<?> probe : List.of(sender, receiver, third, laptop, phone)) probe.stop();
  }

  private Asker anna(String re) {
    return new Asker(ANNA, re, sender.getRef(), third.getRef().unsafeUpcast());
  }

  private Asker boris(String re) {
    return new Asker(boris, re, receiver.getRef(), laptop.getRef());
  }

  private void attach(TestProbe<DeviceMessage> device) {
    UserSession.of(cluster.system(), boris).tell(new UserSession.Attach(device.getRef()));
    device.expectMessageClass(DeviceMessage.Attached.class, LONG);
  }

  private void offer() {
    transfer.tell(new TransferCommand.Offer(anna("o"), boris, FILES, "hi", replies.getRef()));
  }

  private void offered() {
    attach(laptop);
    attach(phone);
    offer();
    PartyMessage.Offered offered = sender.expectMessageClass(PartyMessage.Offered.class, LONG);
    assertThat(offered.re()).isEqualTo("o");
    replies.expectMessage(new TransferReply.Taken());
    TransferEvent.Offered event =
        cluster.journal().expectNextPersistedClass(journalId, TransferEvent.Offered.class);
    assertThat(event)
        .isEqualTo(new TransferEvent.Offered(ANNA, boris, FILES, "hi", offered.expiresAt()));
    DeviceMessage.Push shown =
        new DeviceMessage.Push(new ServerMessage.Offer(id, ANNA, FILES, "hi", offered.expiresAt()));
    laptop.expectMessage(LONG, shown);
    phone.expectMessage(LONG, shown);
  }

  private void accepted() {
    offered();
    transfer.tell(new TransferCommand.Accept(boris("a"), replies.getRef()));
    receiver.expectMessage(
        LONG, new PartyMessage.Opened(id, PartyMessage.Role.RECEIVER, FILES, sender.getRef(), "a"));
    sender.expectMessage(
        new PartyMessage.Opened(id, PartyMessage.Role.SENDER, FILES, receiver.getRef(), null));
    replies.expectMessage(new TransferReply.Taken());
    cluster.journal().expectNextPersistedClass(journalId, TransferEvent.Accepted.class);
    phone.expectMessage(
        LONG, new DeviceMessage.Push(new ServerMessage.Withdrawn(id, "acceptedElsewhere")));
  }

  private void expectRefused(ErrorCode code) {
    TransferReply.Refused refused = replies.expectMessageClass(TransferReply.Refused.class, LONG);
    assertThat(refused.problem().code()).isEqualTo(code);
  }

  private void expectEnd(ServerMessage notice, String reOfSender, String reOfReceiver) {
    sender.expectMessage(LONG, new PartyMessage.Ended(id, notice, reOfSender));
    if (reOfReceiver != null || !(notice instanceof ServerMessage.Withdrawn))
      receiver.expectMessage(LONG, new PartyMessage.Ended(id, notice, reOfReceiver));
    shard.expectMessageClass(ClusterSharding.Passivate.class, LONG);
  }

  private void finish(Sha256 claimed, Sha256 seen) {
    transfer.tell(new TransferCommand.Finish(anna("f"), claimed, seen, replies.getRef()));
  }

  private void confirm(Sha256 digest, boolean complete) {
    transfer.tell(
        new TransferCommand.ConfirmReceipt(boris("r"), digest, complete, replies.getRef()));
  }

  @Test
  void refusesAnOfferToSomebodyWhoIsNotOnlineAndKeepsNothing() {
    offer();
    expectRefused(ErrorCode.USER_OFFLINE);
    shard.expectMessageClass(ClusterSharding.Passivate.class);
    cluster.journal().expectNothingPersisted(journalId);
  }

  @Test
  void isBusyWhenTooManyOffersWait() {
    attach(laptop);
    TestProbe<UserSession.Presence> presence = cluster.probe();
    for (int i = 0; i < 2; i++) {
      ServerMessage.Offer waiting =
          new ServerMessage.Offer(
              TransferId.random(), ANNA, FILES, null, Instant.now().plusSeconds(60));
      UserSession.of(cluster.system(), boris)
          .tell(new UserSession.Offer(waiting, presence.getRef()));
      presence.expectMessage(LONG, UserSession.Presence.ONLINE);
    }
    offer();
    expectRefused(ErrorCode.BUSY);
    cluster.journal().expectNothingPersisted(journalId);
  }

  @Test
  void refusesASecondOfferUnderTheSameId() {
    offered();
    offer();
    expectRefused(ErrorCode.ALREADY_ANSWERED);
  }

  @Test
  void completesWhenBothSidesSayTheSame() {
    accepted();
    finish(DIGEST, DIGEST);
    replies.expectMessage(new TransferReply.Taken());
    sender.expectNoMessage(SHORT);
    confirm(DIGEST, true);
    PartyMessage.Ended ended = sender.expectMessageClass(PartyMessage.Ended.class, LONG);
    assertThat(ended.re()).isEqualTo("f");
    assertThat(ended.notice()).isInstanceOf(ServerMessage.Completed.class);
    assertThat(receiver.expectMessageClass(PartyMessage.Ended.class).re()).isEqualTo("r");
    replies.expectMessage(new TransferReply.Taken());
    TransferEvent.Completed event =
        cluster.journal().expectNextPersistedClass(journalId, TransferEvent.Completed.class);
    assertThat(event.bytes()).isEqualTo(7);
    assertThat(event.sha256()).isEqualTo(DIGEST);
    shard.expectMessageClass(ClusterSharding.Passivate.class);
    laptop.expectNoMessage(SHORT);
  }

  @Test
  void failsWhenWhatPassedIsNotWhatTheSenderClaims() {
    accepted();
    finish(DIGEST, OTHER);
    ServerMessage.Failed notice =
        (ServerMessage.Failed) sender.expectMessageClass(PartyMessage.Ended.class, LONG).notice();
    assertThat(notice.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH);
    cluster.journal().expectNextPersistedClass(journalId, TransferEvent.Failed.class);
    receiver.expectMessageClass(PartyMessage.Ended.class);
  }

  @Test
  void failsWhenTheReceiverGotSomethingElse() {
    accepted();
    confirm(OTHER, true);
    replies.expectMessage(new TransferReply.Taken());
    finish(DIGEST, DIGEST);
    cluster.journal().expectNextPersistedClass(journalId, TransferEvent.Failed.class);
    assertThat(receiver.expectMessageClass(PartyMessage.Ended.class, LONG).re()).isEqualTo("r");
  }

  @Test
  void refusesDigestsAsLongAsBytesAreMissing() {
    accepted();
    finish(DIGEST, null);
    expectRefused(ErrorCode.INCOMPLETE);
    confirm(DIGEST, false);
    expectRefused(ErrorCode.INCOMPLETE);
    sender.expectNoMessage(SHORT);
  }

  @Test
  void failsWithTheProblemOfTheBytePath() {
    accepted();
    Problem problem = ErrorCode.CREDIT_EXCEEDED.because("too much");
    transfer.tell(new TransferCommand.Fail(problem));
    expectEnd(
        new ServerMessage.Failed(id, problem.code(), "too much", problem.code().hint()),
        null,
        null);
    cluster.journal().expectNextPersisted(journalId, new TransferEvent.Failed(problem));
  }

  @Test
  void isDeclinedByTheReceiverOnly() {
    offered();
    transfer.tell(new TransferCommand.Decline(anna("x"), "no", replies.getRef()));
    expectRefused(ErrorCode.NOT_YOURS);
    transfer.tell(new TransferCommand.Decline(boris("d"), "no", replies.getRef()));
    expectEnd(new ServerMessage.Declined(id, boris, "no"), null, "d");
    replies.expectMessage(new TransferReply.Taken());
    cluster.journal().expectNextPersisted(journalId, new TransferEvent.Declined("no"));
    phone.expectMessage(LONG, new DeviceMessage.Push(new ServerMessage.Declined(id, boris, "no")));
    laptop.expectNoMessage(SHORT);
  }

  @Test
  void isCancelledByEitherSideAndNobodyElse() {
    offered();
    Asker stranger =
        new Asker(new Username("carla"), "s", third.getRef(), third.getRef().unsafeUpcast());
    transfer.tell(new TransferCommand.Cancel(stranger, null, replies.getRef()));
    expectRefused(ErrorCode.NOT_YOURS);
    transfer.tell(new TransferCommand.Cancel(anna("c"), "why", replies.getRef()));
    ServerMessage.Cancelled notice = new ServerMessage.Cancelled(id, "anna", "why");
    sender.expectMessage(LONG, new PartyMessage.Ended(id, notice, "c"));
    laptop.expectMessage(LONG, new DeviceMessage.Push(notice));
    phone.expectMessage(LONG, new DeviceMessage.Push(notice));
    third.expectNoMessage(SHORT);
    cluster.journal().expectNextPersisted(journalId, new TransferEvent.Cancelled("anna", "why"));
  }

  @Test
  void expiresWhenNobodyAnswers() {
    lifetime = Duration.ofMillis(300);
    transfer = spawn();
    offered();
    ServerMessage.Cancelled notice = new ServerMessage.Cancelled(id, "relay", "expired");
    sender.expectMessage(LONG, new PartyMessage.Ended(id, notice, null));
    laptop.expectMessage(LONG, new DeviceMessage.Push(new ServerMessage.Withdrawn(id, "expired")));
    cluster.journal().expectNextPersisted(journalId, new TransferEvent.Expired());
  }

  @Test
  void isCancelledWhenTheSenderStops() {
    accepted();
    sender.stop();
    receiver.expectMessage(
        LONG,
        new PartyMessage.Ended(id, new ServerMessage.Cancelled(id, "anna", "disconnected"), null));
    cluster
        .journal()
        .expectNextPersisted(journalId, new TransferEvent.Cancelled("anna", "disconnected"));
  }

  @Test
  void isCancelledWhenTheReceiverStops() {
    accepted();
    receiver.stop();
    sender.expectMessage(
        LONG,
        new PartyMessage.Ended(
            id, new ServerMessage.Cancelled(id, boris.value(), "disconnected"), null));
  }

  @Test
  void isCancelledWhenTheSenderWasGoneBeforeTheOfferWasKept() {
    attach(laptop);
    sender.stop();
    cluster.probe().expectTerminated(sender.getRef(), LONG);
    offer();
    laptop.expectMessageClass(DeviceMessage.Push.class, LONG);
    laptop.expectMessage(
        LONG, new DeviceMessage.Push(new ServerMessage.Cancelled(id, "anna", "disconnected")));
  }

  @Test
  void knowsNothingOfATransferThatNeverWas() {
    transfer.tell(new TransferCommand.Accept(boris("a"), replies.getRef()));
    expectRefused(ErrorCode.NO_SUCH_TRANSFER);
    shard.expectMessageClass(ClusterSharding.Passivate.class);
  }

  @Test
  void sleepsAgainWhenItIsToldSomethingAfterItsEnd() {
    transfer.tell(new TransferCommand.Fail(ErrorCode.TOO_LARGE.because("late")));
    shard.expectMessageClass(ClusterSharding.Passivate.class);
    cluster.journal().expectNothingPersisted(journalId);
  }

  @Test
  void remembersItsEnd() {
    offered();
    transfer.tell(new TransferCommand.Decline(boris("d"), null, replies.getRef()));
    replies.expectMessage(LONG, new TransferReply.Taken());
    transfer.tell(new TransferCommand.Stop());
    sender.expectTerminated(transfer, LONG);
    transfer = spawn();
    transfer.tell(new TransferCommand.Accept(boris("a"), replies.getRef()));
    expectRefused(ErrorCode.NO_SUCH_TRANSFER);
  }

  @Test
  void isCancelledWhenItIsFoundOpenAfterARestartOfTheRelay() {
    offered();
    transfer.tell(new TransferCommand.Stop());
    sender.expectTerminated(transfer, LONG);
    transfer = spawn();
    laptop.expectMessage(
        LONG, new DeviceMessage.Push(new ServerMessage.Cancelled(id, "anna", "disconnected")));
    shard.expectMessageClass(ClusterSharding.Passivate.class);
  }

  @Test
  void answersTheOneWhoAsksAfterARestartOfTheRelay() {
    accepted();
    transfer.tell(new TransferCommand.Stop());
    sender.expectTerminated(transfer, LONG);
    transfer = spawn();
    finish(DIGEST, DIGEST);
    TransferReply reply = replies.receiveMessage(LONG);
    if (reply instanceof TransferReply.Refused refused) // It had noticed before.
    assertThat(refused.problem().code()).isEqualTo(ErrorCode.NO_SUCH_TRANSFER);
    else
      assertThat(sender.expectMessageClass(PartyMessage.Ended.class, LONG).notice())
          .isEqualTo(new ServerMessage.Cancelled(id, "anna", "disconnected"));
  }

  @Test
  void staysUnknownWhenTheOfferCannotBeKept() {
    attach(laptop);
    cluster.journal().failNextPersisted(journalId);
    offer();
    replies.expectNoMessage(Duration.ofMillis(500));
    sender.expectNoMessage(SHORT);
    laptop.expectNoMessage(SHORT);
    transfer.tell(new TransferCommand.Accept(boris("a"), replies.getRef()));
    expectRefused(ErrorCode.NO_SUCH_TRANSFER);
  }

  @Test
  void keepsItsPartiesWhenAWriteFails() {
    accepted();
    finish(DIGEST, DIGEST);
    replies.expectMessage(new TransferReply.Taken());
    cluster.journal().failNextPersisted(journalId);
    confirm(DIGEST, true);
    replies.expectNoMessage(Duration.ofMillis(500));
    sender.expectNoMessage(SHORT);
    confirm(DIGEST, true);
    replies.expectMessage(LONG, new TransferReply.Taken());
    assertThat(sender.expectMessageClass(PartyMessage.Ended.class).re()).isEqualTo("f");
    assertThat(receiver.expectMessageClass(PartyMessage.Ended.class).notice())
        .isInstanceOf(ServerMessage.Completed.class);
  }

  @Test
  void stillExpiresAfterAFailedWrite() {
    lifetime = Duration.ofMillis(1500);
    transfer = spawn();
    offered();
    cluster.journal().failNextPersisted(journalId);
    transfer.tell(new TransferCommand.Accept(boris("a"), replies.getRef()));
    assertThat(sender.expectMessageClass(PartyMessage.Ended.class, LONG).notice())
        .isEqualTo(new ServerMessage.Cancelled(id, "relay", "expired"));
    receiver.expectNoMessage(SHORT);
  }

  @Test
  void noticesThatAPartyStoppedWhileAWriteFailed() {
    accepted();
    cluster.journal().failNextPersisted(journalId);
    receiver.stop(); // The cancellation is what can't be kept.
    assertThat(sender.expectMessageClass(PartyMessage.Ended.class, LONG).notice())
        .isEqualTo(new ServerMessage.Cancelled(id, boris.value(), "disconnected"));
  }
}
