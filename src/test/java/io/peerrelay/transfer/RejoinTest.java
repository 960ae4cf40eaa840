package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A transfer that starts anew while its sides stay where they are, or that loses the way between
 * them.
 */
class RejoinTest extends TransferFixture {
  private void startsAnew() {
    transfer.tell(new TransferCommand.Stop());
    cluster.probe().expectTerminated(transfer, LONG);
    transfer = spawn();
  }

  private void rejoin(Asker asker, long offset, Checkpoint... checkpoints) {
    Checkpoints all = Checkpoints.NONE;
    for (Checkpoint checkpoint : checkpoints) all = all.with(checkpoint);
    transfer.tell(new TransferCommand.Rejoin(asker, offset, all, replies.getRef()));
  }

  @Test
  void tellsWhoMovesItsBytesByWhomItIsWatched() {
    accepted();
    assertThat(joined).extracting(PartyMessage.Joined::by).containsOnly(transfer);
    assertThat(joined).extracting(PartyMessage.Joined::offset).containsExactly(0L, 0L);
  }

  @Test
  void goesOnAfterItHasMovedWhereBothSidesRested() {
    accepted();
    startsAnew();
    rejoin(boris(null), 5);
    rejoin(anna(null), 0, at(3), at(5));
    assertThat(opened(receiver, PartyMessage.Role.RECEIVER, 5).re()).isNull();
    opened(sender, PartyMessage.Role.SENDER, 5);
    assertThat(joined).extracting(PartyMessage.Joined::by).endsWith(transfer, transfer);
  }

  @Test
  void showsAnOfferThatItsReceiverHadNotHeardOfBeforeTheRelayEnded() {
    Instant later = Instant.now().plus(Duration.ofHours(1));
    attach(laptop);
    cluster
        .journal()
        .persistForRecovery(
            journalId, List.of(new TransferEvent.Offered(ANNA, boris, FILES, "hi", later)));
    startsAnew();
    DeviceMessage.Push push = laptop.expectMessageClass(DeviceMessage.Push.class, LONG);
    assertThat(push.message()).isInstanceOf(ServerMessage.Offer.class);
  }

  @Test
  void keepsAnOfferThatItsReceiverHasThoughNobodyIsThere() {
    offered();
    laptop.stop();
    phone.stop();
    awaitOffline();
    startsAnew();
    rejoin(anna(null), 0);
    sender.expectNoMessage(SHORT);
    TestProbe<DeviceMessage> desk = cluster.probe();
    attach(desk);
    DeviceMessage.Push push = desk.expectMessageClass(DeviceMessage.Push.class, LONG);
    assertThat(push.message()).isInstanceOf(ServerMessage.Offer.class);
  }

  private void awaitOffline() {
    TestProbe<SessionCommand.Presence> presence = cluster.probe();
    Awaitility.await()
        .atMost(LONG)
        .until(
            () -> {
              UserSession.of(cluster.system(), boris)
                  .tell(new SessionCommand.AskPresence(null, presence.getRef()));
              return presence.receiveMessage(LONG);
            },
            SessionCommand.Presence.OFFLINE::equals);
  }

  @Test
  void saysNothingToOneWhoRejoinsAlone() {
    offered();
    startsAnew();
    rejoin(anna(null), 0);
    sender.expectNoMessage(SHORT);
    accept();
    opened(receiver, PartyMessage.Role.RECEIVER, 0);
    opened(sender, PartyMessage.Role.SENDER, 0);
  }

  @Test
  void tellsOneWhoRejoinsThatAnotherHasTakenItsPlace() {
    accepted();
    startsAnew();
    resume(boris(third, "r"), 2);
    paused(third, "anna");
    rejoin(boris(null), 5);
    assertThat(paused(receiver, boris.value()).missing()).isNull();
    rejoin(anna(null), 0, at(5));
    opened(third, PartyMessage.Role.RECEIVER, 2);
    opened(sender, PartyMessage.Role.SENDER, 0);
  }

  @Test
  void tellsOneWhoRejoinsAfterTheEndHowItWas() {
    accepted();
    startsAnew();
    finish(DIGEST, DIGEST);
    confirm(DIGEST, true);
    assertThat(sender.expectMessageClass(PartyMessage.Ended.class, LONG).re()).isEqualTo("f");
    replies.expectMessage(new TransferReply.Taken());
    replies.expectMessage(new TransferReply.Taken());
    rejoin(boris(null), 7);
    assertThat(replies.expectMessageClass(TransferReply.Over.class, LONG).notice())
        .isInstanceOf(ServerMessage.Completed.class);
  }

  @Test
  void opensTheNextLegByItselfWhenTheWayBetweenTheSidesBreaks() {
    accepted();
    transfer.tell(new TransferCommand.Break(leg));
    PartyMessage.Paused first = paused(receiver, "relay");
    assertThat(first.missing()).isEqualTo(PartyMessage.Role.SENDER);
    assertThat(paused(sender, "relay").missing()).isEqualTo(PartyMessage.Role.RECEIVER);
    transfer.tell(new TransferCommand.Break(leg));
    rest(receiver, 3);
    rest(sender, 0, at(2), at(6));
    opened(receiver, PartyMessage.Role.RECEIVER, 3);
    opened(sender, PartyMessage.Role.SENDER, 2);
    receiver.expectNoMessage(SHORT);
  }
}
