package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Via;
import org.junit.jupiter.api.Test;

/** A transfer whose side moves from a device to an HTTP request. */
class RequestTakesOverTest extends TransferFixture {
  /** An HTTP request, which has no device. */
  private Asker request(TestProbe<PartyMessage> party) {
    return new Asker(boris, null, party(party), null);
  }

  /** Whose request is {@code third}. */
  private void movedToARequest() {
    accepted();
    resume(request(third), 0L);
    paused(receiver, boris.value());
    paused(sender, boris.value());
    paused(third, "anna");
    rest(sender, 0);
    opened(third, PartyMessage.Role.RECEIVER, 0);
    opened(sender, PartyMessage.Role.SENDER, 0);
  }

  @Test
  void movesToARequestAndNotToASecondOneWhileTheFirstMovesBytes() {
    movedToARequest();
    replies.expectMessage(new TransferReply.Taken());
    TestProbe<PartyMessage> second = cluster.probe();
    resume(request(second), 0L);
    expectRefused(ErrorCode.BUSY);
    third.expectNoMessage(SHORT);
  }

  @Test
  void movesToANewerRequestWhereTheFirstWaits() {
    accepted();
    sender.stop();
    paused(receiver, "anna");
    resume(request(third), 0L);
    paused(receiver, boris.value());
    paused(third, "anna");
    TestProbe<PartyMessage> second = cluster.probe();
    resume(request(second), 3L);
    assertThat(paused(third, boris.value()).missing()).isNull();
    paused(second, "anna");
    sender = cluster.probe();
    resume(anna("s"), 0);
    opened(second, PartyMessage.Role.RECEIVER, 3);
  }

  @Test
  void leavesARequestItsSideWhenADeviceAsksForATicket() {
    movedToARequest();
    transfer.tell(new TransferCommand.Resume(boris("r"), 0, null, Via.HTTP, replies.getRef()));
    receiver.expectMessageClass(PartyMessage.Invited.class, LONG);
    third.expectNoMessage(SHORT);
    sender.expectNoMessage(SHORT);
  }

  /** Who heard that the bytes stand still would take them to move again. */
  @Test
  void reportsToDevicesOnlyWhileItRuns() {
    movedToARequest();
    transfer.tell(new TransferCommand.Report(leg, PartyMessage.Role.RECEIVER, 3));
    receiver.expectMessage(LONG, new PartyMessage.Reported(id, 3, 7));
    sender.stop();
    paused(receiver, "anna");
    transfer.tell(new TransferCommand.Report(leg, PartyMessage.Role.RECEIVER, 5));
    receiver.expectNoMessage(SHORT);
  }
}
