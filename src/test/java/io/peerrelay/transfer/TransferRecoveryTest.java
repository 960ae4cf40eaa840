package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ServerMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A transfer that starts anew, whose journal fails, or whose sides are gone. */
class TransferRecoveryTest extends TransferFixture {
  @Test
  void knowsNothingOfATransferThatNeverWas() {
    accept();
    expectRefused(ErrorCode.NO_SUCH_TRANSFER);
    shard.expectMessageClass(ClusterSharding.Passivate.class);
  }

  @Test
  void sleepsAgainWhenItIsToldSomethingAfterItsEnd() {
    transfer.tell(new TransferCommand.Fail("leg", ErrorCode.TOO_LARGE.because("late")));
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
    accept();
    expectRefused(ErrorCode.NO_SUCH_TRANSFER);
  }

  @Test
  void staysUnknownWhenTheOfferCannotBeKept() {
    attach(laptop);
    cluster.journal().failNextPersisted(journalId);
    offer();
    replies.expectNoMessage(Duration.ofMillis(500));
    sender.expectNoMessage(SHORT);
    laptop.expectNoMessage(SHORT);
    accept();
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
    offerLifetime = Duration.ofMillis(1500);
    transfer = spawn();
    offered();
    cluster.journal().failNextPersisted(journalId);
    accept();
    assertThat(sender.expectMessageClass(PartyMessage.Ended.class, LONG).notice())
        .isEqualTo(new ServerMessage.Cancelled(id, "relay", "expired"));
    receiver.expectNoMessage(SHORT);
  }
}
