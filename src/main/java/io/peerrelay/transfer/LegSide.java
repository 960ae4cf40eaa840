package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import java.time.Duration;
import java.util.Optional;

/**
 * One side's hold on a leg that runs: its way for the bytes, and what it owes the {@link Transfer}.
 * For the use of one connection's actor only.
 */
public final class LegSide {
  /** How often within its lifetime it is marked that a transfer gets on. */
  private static final int MARKS = 4;

  private final PartyMessage.Opened opened;
  private final ActorRef<PartyMessage> party;
  private final EntityRef<TransferCommand> entity;
  private final Legs legs;
  private final BytePath path;
  private long arrivedBefore = -1;
  private long marked = -1;
  private long markedAt = System.nanoTime();
  private long silentSince;
  private boolean finished;

  LegSide(
      PartyMessage.Opened opened,
      ActorRef<PartyMessage> party,
      EntityRef<TransferCommand> entity,
      Legs legs) {
    this.opened = opened;
    this.party = party;
    this.entity = entity;
    this.legs = legs;
    path = open();
    if (!isReceiving())
      path.onCheckpoint(
          legs.settings().checkpoint(),
          checkpoint ->
              entity.tell(new TransferCommand.MarkCheckpoint(opened.leg().id(), checkpoint)));
  }

  /** Both sides meet in one path; over two nodes each has one, and a link joins them. */
  private BytePath open() {
    Leg leg = opened.leg();
    if (opened.other().path().address().hasLocalScope()) return legs.paths().open(leg);
    Runnable broken = () -> entity.tell(new TransferCommand.Break(leg.id()));
    if (isReceiving()) {
      BytePath second = legs.paths().openBehindLink(leg);
      opened.other().tell(legs.links().expect(opened, second, broken));
      return second;
    }
    BytePath first = legs.paths().open(leg);
    legs.links().call(leg.id(), first, () -> legs.paths().unlink(leg), broken);
    return first;
  }

  public TransferId transfer() {
    return opened.transfer();
  }

  public String leg() {
    return opened.leg().id();
  }

  public BytePath path() {
    return path;
  }

  public boolean isReceiving() {
    return opened.role() == PartyMessage.Role.RECEIVER;
  }

  /** The connection of the other side. */
  public ActorRef<PartyMessage> other() {
    return opened.other();
  }

  /** Of all bytes, once the sender's last one came; then the sender is no longer waited for. */
  public Optional<Sha256> finish() {
    finished = path.digest().isPresent();
    return path.digest();
  }

  /**
   * Comes to rest after a pause.
   *
   * @param rested is called then, by any thread: at once, or when the receiver has taken what had
   *     come for it; before the transfer hears of it, so before there can be another leg
   */
  public void rest(PartyMessage.Paused paused, Runnable rested) {
    boolean drains = isReceiving() && paused.missing() == PartyMessage.Role.SENDER;
    Runnable stop =
        () -> {
          rested.run();
          stop();
        };
    if (drains) path.drain(stop);
    else stop.run();
  }

  /** Ends this side's part: the connection goes, or is at rest. */
  public void stop() {
    if (isReceiving()) legs.paths().close(opened.leg());
    else legs.paths().leave(opened.leg()); // What has come still goes to the receiver.
    entity.tell(new TransferCommand.Rest(leg(), party, path.taken(), path.checkpoints()));
  }

  /** Ends this side's part after the end of the transfer. */
  public void close() {
    legs.paths().close(opened.leg());
  }

  /** Gives a sender up that could send and does not; to be called now and then. */
  public void watch(long now) {
    long arrived = path.arrived();
    if (!isReceiving() && arrived != marked) markNowAndThen(now, arrived);
    boolean waits = !isReceiving() && !finished && (path.credit() > 0 || arrived == path.total());
    if (!waits || arrived != arrivedBefore) {
      arrivedBefore = arrived;
      silentSince = now;
      return;
    }
    Duration silence = Duration.ofNanos(now - silentSince);
    if (silence.compareTo(legs.settings().idleLimit()) < 0) return;
    silentSince = now;
    entity.tell(new TransferCommand.GiveUpWaiting(leg()));
  }

  /** However slow it is: a transfer that gets on does not expire. */
  private void markNowAndThen(long now, long arrived) {
    Duration sinceMark = Duration.ofNanos(now - markedAt);
    if (sinceMark.compareTo(legs.settings().lifetime().dividedBy(MARKS)) < 0) return;
    marked = arrived;
    markedAt = now;
    path.checkpoints()
        .latest()
        .ifPresent(latest -> entity.tell(new TransferCommand.MarkCheckpoint(leg(), latest)));
  }
}
