package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a transfer is asked, and what both sides and the journal are told of it. */
class TransferTest extends TransferFixture {
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
    TestProbe<SessionCommand.Presence> presence = cluster.probe();
    for (int i = 0; i < 2; i++) {
      ServerMessage.Offer waiting =
          new ServerMessage.Offer(
              TransferId.random(), ANNA, FILES, null, Instant.now().plusSeconds(60));
      UserSession.of(cluster.system(), boris)
          .tell(new SessionCommand.Offer(waiting, presence.getRef()));
      presence.expectMessage(LONG, SessionCommand.Presence.ONLINE);
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
    transfer.tell(new TransferCommand.Fail(leg, problem));
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
    offerLifetime = Duration.ofMillis(300);
    transfer = spawn();
    offered();
    ServerMessage.Cancelled notice = new ServerMessage.Cancelled(id, "relay", "expired");
    sender.expectMessage(LONG, new PartyMessage.Ended(id, notice, null));
    laptop.expectMessage(LONG, new DeviceMessage.Push(new ServerMessage.Withdrawn(id, "expired")));
    cluster.journal().expectNextPersisted(journalId, new TransferEvent.Expired());
  }
}
