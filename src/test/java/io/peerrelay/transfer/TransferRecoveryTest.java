package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.session.DeviceMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A transfer that starts anew, whose journal fails, or whose sides are gone. */
class TransferRecoveryTest extends TransferFixture {
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
