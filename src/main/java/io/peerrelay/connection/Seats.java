package io.peerrelay.connection;

import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.transfer.Asker;
import io.peerrelay.transfer.LegSide;
import io.peerrelay.transfer.PartyMessage;
import io.peerrelay.transfer.Seat;
import io.peerrelay.transfer.Transfer;
import io.peerrelay.transfer.TransferReply;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The transfers of which a connection is an end. One that stops before its end, as when it moves to
 * another node, is told of the connection again, as soon as that is at rest:
 *
 * <pre>
 *   Joined --> watched --stops--> a leg runs? --yes--> it comes to rest --> Rejoin, again if unheard
 *                                     +-------no----------------------------^
 * </pre>
 */
final class Seats {
  private final ActorContext<Connection.Command> context;
  private final Relay relay;
  private final Streams streams;
  private final Consumer<PartyMessage> tell;
  private final Map<TransferId, Seat> seats = new HashMap<>();

  /** Null until there was a request. */
  private Asker asker;

  /**
   * @param tell makes the connection hear something as from a transfer
   */
  Seats(
      ActorContext<Connection.Command> context,
      Relay relay,
      Streams streams,
      Consumer<PartyMessage> tell) {
    this.context = context;
    this.relay = relay;
    this.streams = streams;
    this.tell = tell;
  }

  /**
   * @param asker this connection, without a request of its client
   */
  void askAs(Asker asker) {
    this.asker = asker;
  }

  /** Before anybody else hears it. */
  void on(PartyMessage message) {
    if (message instanceof PartyMessage.Joined joined) join(joined);
    else if (message instanceof PartyMessage.Ended
        || message instanceof PartyMessage.Invited
        || message instanceof PartyMessage.Misplaced
        || (message instanceof PartyMessage.Paused paused && paused.missing() == null))
      leave(message.transfer());
  }

  private void join(PartyMessage.Joined joined) {
    leave(joined.transfer());
    Seat seat = new Seat(joined);
    seats.put(joined.transfer(), seat);
    context.watchWith(joined.by(), new Connection.Continue(() -> onStopped(seat)));
  }

  private void leave(TransferId transfer) {
    Seat seat = seats.remove(transfer);
    if (seat != null) context.unwatch(seat.entity());
  }

  private boolean isTaken(Seat seat) {
    return seats.get(seat.transfer()) == seat;
  }

  private void onStopped(Seat seat) {
    if (!isTaken(seat)) return;
    streams
        .of(seat.transfer())
        .ifPresentOrElse(
            stream -> {
              seat.lose();
              tell.accept(Seat.pause(stream.side));
            },
            () -> rejoin(seat));
  }

  /** A leg on this connection is over. */
  void onRested(LegSide side) {
    Seat seat = seats.get(side.transfer());
    if (seat != null && seat.restedAt(side)) rejoin(seat);
  }

  private void rejoin(Seat seat) {
    context.pipeToSelf(
        Transfer.of(context.getSystem(), seat.transfer())
            .<TransferReply>ask(
                replyTo -> seat.rejoin(asker, replyTo), relay.socket().requestTimeout()),
        (reply, failure) -> new Connection.Continue(() -> onReply(seat, reply)));
  }

  private void onReply(Seat seat, TransferReply reply) {
    if (!isTaken(seat)) return;
    if (reply == null) rejoin(seat);
    else if (reply instanceof TransferReply.Over over)
      tell.accept(new PartyMessage.Ended(seat.transfer(), over.notice(), null));
    else if (reply instanceof TransferReply.Refused) leave(seat.transfer());
  }
}
