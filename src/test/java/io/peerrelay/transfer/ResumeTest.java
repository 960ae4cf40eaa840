package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.DeviceMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A transfer whose sides go and come back. */
class ResumeTest extends TransferFixture {
  @Test
  void goesOnWhereTheReceiverSaysItIs() {
    accepted();
    receiver.stop();
    assertThat(paused(sender, boris.value()).leg()).isEqualTo(leg);
    rest(sender, 0, at(2), at(4), at(6));
    resume(boris(third, "r"), 5);
    PartyMessage.Opened opened = opened(third, PartyMessage.Role.RECEIVER, 5);
    assertThat(opened.re()).isEqualTo("r");
    opened(sender, PartyMessage.Role.SENDER, 4);
  }

  @Test
  void waitsUntilTheOtherSideIsAtRest() {
    accepted();
    receiver.stop();
    paused(sender, boris.value());
    resume(boris(third, "r"), 5);
    assertThat(paused(third, "anna").re()).isEqualTo("r");
    rest(sender, 0, at(3));
    opened(third, PartyMessage.Role.RECEIVER, 5);
    opened(sender, PartyMessage.Role.SENDER, 3);
  }

  @Test
  void goesOnFromWhereTheReceiverIsAtRestWhenTheSenderComesBack() {
    accepted();
    sender.stop();
    paused(receiver, "anna");
    rest(receiver, 6, at(6));
    sender = cluster.probe();
    resume(anna("s"), 0);
    opened(receiver, PartyMessage.Role.RECEIVER, 6);
    opened(sender, PartyMessage.Role.SENDER, 6);
  }

  @Test
  void remembersItsCheckpointsAcrossARestartOfTheRelay() {
    accepted();
    transfer.tell(new TransferCommand.MarkCheckpoint(leg, at(3)));
    cluster.journal().expectNextPersistedClass(journalId, TransferEvent.CheckpointsReached.class);
    transfer.tell(new TransferCommand.Stop());
    sender.expectTerminated(transfer, LONG);
    transfer = spawn();
    resume(anna("s"), 0);
    paused(sender, boris.value());
    resume(boris("r"), 4);
    opened(receiver, PartyMessage.Role.RECEIVER, 4);
    opened(sender, PartyMessage.Role.SENDER, 3);
  }

  @Test
  void goesOnThoughACheckpointCouldNotBeStored() {
    accepted();
    receiver.stop();
    paused(sender, boris.value());
    resume(boris(third, "r"), 5);
    paused(third, "anna");
    cluster.journal().failNextPersisted(journalId);
    rest(sender, 0, at(3));
    opened(third, PartyMessage.Role.RECEIVER, 5);
    opened(sender, PartyMessage.Role.SENDER, 0);
  }

  @Test
  void keepsAnOfferWhoseSenderIsGone() {
    offered();
    sender.stop();
    accept();
    PartyMessage first = receiver.receiveMessage(LONG);
    if (first instanceof PartyMessage.Opened opened) { // It had not heard of it yet.
      leg = opened.leg().id();
      paused(receiver, "anna");
      rest(receiver, 0);
    } else {
      assertThat(((PartyMessage.Paused) first).re()).isEqualTo("a");
    }
    sender = cluster.probe();
    resume(anna("s"), 0);
    opened(receiver, PartyMessage.Role.RECEIVER, 0);
    opened(sender, PartyMessage.Role.SENDER, 0);
  }

  @Test
  void movesToTheDeviceThatResumes() {
    accepted();
    resume(boris(third, "r"), 0);
    assertThat(paused(receiver, boris.value()).missing()).isNull();
    paused(sender, boris.value());
    paused(third, "anna");
    rest(sender, 0);
    opened(third, PartyMessage.Role.RECEIVER, 0);
    opened(sender, PartyMessage.Role.SENDER, 0);
  }

  @Test
  void refusesAnOffsetPastTheEnd() {
    accepted();
    resume(boris("r"), 8);
    expectRefused(ErrorCode.BAD_FIELD);
    sender.expectNoMessage(SHORT);
  }

  @Test
  void isNotResumedByAStranger() {
    accepted();
    resume(new Asker(new Username("carla"), "s", third.getRef(), third.getRef().unsafeUpcast()), 0);
    expectRefused(ErrorCode.NOT_YOURS);
  }

  @Test
  void tellsWhoComesLateHowItEnded() {
    accepted();
    transfer.tell(new TransferCommand.Cancel(anna("c"), "why", replies.getRef()));
    ServerMessage.Cancelled notice = new ServerMessage.Cancelled(id, "anna", "why");
    expectEnd(notice, "c", null);
    resume(boris("r"), 0);
    receiver.expectMessage(LONG, new PartyMessage.Ended(id, notice, "r"));
  }

  @Test
  void completesThoughTheSenderIsGoneOnceItHasFinished() {
    accepted();
    finish(DIGEST, DIGEST);
    replies.expectMessage(new TransferReply.Taken());
    sender.stop();
    cluster.probe().expectTerminated(party(sender), LONG);
    confirm(DIGEST, true);
    assertThat(receiver.expectMessageClass(PartyMessage.Ended.class, LONG).notice())
        .isInstanceOf(ServerMessage.Completed.class);
  }

  @Test
  void takesASenderThatSendsNothingForGone() {
    accepted();
    transfer.tell(new TransferCommand.GiveUpWaiting(leg));
    paused(receiver, "relay");
    paused(sender, "relay");
    rest(receiver, 3, at(3));
    resume(anna("s"), 0);
    opened(receiver, PartyMessage.Role.RECEIVER, 3);
    opened(sender, PartyMessage.Role.SENDER, 3);
  }

  @Test
  void tellsASenderThatWantsToBeginElsewhere() {
    accepted();
    sender.stop();
    paused(receiver, "anna");
    rest(receiver, 3, at(3));
    sender = cluster.probe();
    begin(anna("s"), 2);
    sender.expectMessage(LONG, new PartyMessage.Misplaced(id, 3));
    begin(anna("s"), 3);
    opened(receiver, PartyMessage.Role.RECEIVER, 3);
    opened(sender, PartyMessage.Role.SENDER, 3);
  }

  @Test
  void expiresWhenItDoesNotGetOn() {
    lifetime = Duration.ofMillis(700);
    transfer = spawn();
    accepted();
    receiver.stop();
    paused(sender, boris.value());
    ServerMessage.Cancelled notice = new ServerMessage.Cancelled(id, "relay", "expired");
    sender.expectMessage(LONG, new PartyMessage.Ended(id, notice, null));
    laptop.expectMessage(LONG, new DeviceMessage.Push(notice));
  }
}
