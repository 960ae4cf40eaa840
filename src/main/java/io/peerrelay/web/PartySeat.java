package io.peerrelay.web;

import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.transfer.LegSide;
import io.peerrelay.transfer.PartyMessage;
import io.peerrelay.transfer.Seat;

/**
 * An {@link HttpParty} as an end of its transfer. One that stops, as when it moves to another node,
 * is told of this end again, once that is at rest.
 */
final class PartySeat {
  private final ActorContext<HttpParty.Command> context;
  private final PartyRequests transfer;

  /** Null until the transfer has said that this is an end of it. */
  private Seat seat;

  PartySeat(ActorContext<HttpParty.Command> context, PartyRequests transfer) {
    this.context = context;
    this.transfer = transfer;
  }

  void join(PartyMessage.Joined joined) {
    if (seat != null && seat.entity().equals(joined.by())) return;
    seat = new Seat(joined);
    context.watchWith(joined.by(), new HttpParty.Unseated(seat));
  }

  /** The transfer has ended. */
  void leave() {
    seat = null;
  }

  boolean is(Seat other) {
    return seat == other;
  }

  /** The transfer has stopped where it was. */
  void lose() {
    seat.lose();
  }

  /** A leg is over. */
  void restedAt(LegSide side) {
    if (seat != null && seat.restedAt(side)) rejoin();
  }

  void rejoin() {
    Seat again = seat;
    transfer.ask(again::rejoin, reply -> new HttpParty.Rejoined(again, reply));
  }
}
