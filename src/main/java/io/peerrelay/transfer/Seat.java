package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;

/**
 * One connection's place as an end of a transfer: what the transfer has to be told of it again
 * where it has moved to another node, or starts anew on one.
 */
public final class Seat {
  private final PartyMessage.Joined joined;
  private long offset;
  private Checkpoints checkpoints = Checkpoints.NONE;
  private boolean lost;

  public Seat(PartyMessage.Joined joined) {
    this.joined = joined;
    this.offset = joined.offset();
  }

  /** To be watched. */
  public ActorRef<TransferCommand> entity() {
    return joined.by();
  }

  public TransferId transfer() {
    return joined.transfer();
  }

  /** The transfer has stopped while a leg runs. */
  public void lose() {
    lost = true;
  }

  /**
   * A leg is over, and this end at rest.
   *
   * @return whether the transfer stopped while it ran, and is to be told of this end again
   */
  public boolean restedAt(LegSide side) {
    offset = side.path().taken();
    checkpoints = side.path().checkpoints();
    boolean wasLost = lost;
    lost = false;
    return wasLost;
  }

  /** What an end is told whose transfer stopped in the middle of a leg: to come to rest. */
  public static PartyMessage.Paused pause(LegSide side) {
    PartyMessage.Role other =
        side.isReceiving() ? PartyMessage.Role.SENDER : PartyMessage.Role.RECEIVER;
    return new PartyMessage.Paused(
        side.transfer(),
        side.leg(),
        other,
        ServerMessage.Cancelled.RELAY,
        "moves to another node",
        null);
  }

  /**
   * @param asker the connection, without a request of its client
   */
  public TransferCommand rejoin(Asker asker, ActorRef<TransferReply> replyTo) {
    return new TransferCommand.Rejoin(asker, offset, checkpoints, replyTo);
  }
}
