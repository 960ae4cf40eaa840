package io.peerrelay.connection;

import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.transfer.Asker;
import io.peerrelay.transfer.PartyMessage;
import io.peerrelay.transfer.Transfer;
import io.peerrelay.transfer.TransferCommand;
import java.util.Optional;

/**
 * What transfers tell a connection that takes part in them, and what becomes of its streams by it.
 */
final class TransferNews {
  private final ActorContext<Connection.Command> context;
  private final Answers answers;
  private final Relay relay;
  private final Streams streams;
  private final Seats seats;

  TransferNews(
      ActorContext<Connection.Command> context, Answers answers, Relay relay, Streams streams) {
    this.context = context;
    this.answers = answers;
    this.relay = relay;
    this.streams = streams;
    this.seats = new Seats(context, relay, streams, this::onMessage);
  }

  /** As of {@link Seats#askAs}. */
  void askAs(Asker asker) {
    seats.askAs(asker);
  }

  void onMessage(PartyMessage message) {
    TransferId transfer = message.transfer();
    seats.on(message);
    if (message instanceof PartyMessage.Offered offered) {
      answers.send(offered.re(), new ServerMessage.Offered(transfer, offered.expiresAt()));
    } else if (message instanceof PartyMessage.Opened opened) {
      streams.open(opened);
    } else if (message instanceof PartyMessage.Reachable reachable) {
      relay.legs().onReachable(reachable);
    } else if (message instanceof PartyMessage.Paused paused) {
      pause(paused);
    } else if (message instanceof PartyMessage.Invited invited) {
      invite(invited);
    } else if (message instanceof PartyMessage.Progressed progressed) {
      streams
          .of(transfer)
          .ifPresent(
              stream ->
                  answers.push(
                      new ServerMessage.Progress(
                          transfer, progressed.bytes(), stream.side.path().total())));
    } else if (message instanceof PartyMessage.Reported reported) {
      answers.push(new ServerMessage.Progress(transfer, reported.bytes(), reported.total()));
    } else if (message instanceof PartyMessage.Ended ended) {
      streams.forgetFirstCredit(transfer);
      streams.end(transfer);
      answers.send(ended.re(), ended.notice());
    }
  }

  private void pause(PartyMessage.Paused paused) {
    Optional<Streams.Stream> stream =
        streams.of(paused.transfer()).filter(one -> one.side.leg().equals(paused.leg()));
    if (stream.isEmpty()) tellPaused(paused);
    else
      stream
          .get()
          .side
          .rest(paused, () -> context.getSelf().tell(new Connection.Rested(stream.get(), paused)));
  }

  void onRested(Connection.Rested rested) {
    streams.remove(rested.stream());
    seats.onRested(rested.stream().side);
    tellPaused(rested.paused());
  }

  private void tellPaused(PartyMessage.Paused paused) {
    answers.send(
        paused.re(), new ServerMessage.Paused(paused.transfer(), paused.by(), paused.reason()));
  }

  private void invite(PartyMessage.Invited invited) {
    streams.of(invited.transfer()).ifPresent(stream -> streams.end(invited.transfer()));
    answers.send(
        invited.re(),
        new ServerMessage.Accepted(
            invited.transfer(),
            0,
            invited.files(),
            invited.chosen(),
            invited.offset(),
            0,
            answers.url(invited.transfer(), invited.ticket())));
  }

  void onStreamBroken(Connection.StreamBroken broken) {
    streams
        .of(broken.stream())
        .ifPresent(
            stream ->
                Transfer.of(context.getSystem(), stream.side.transfer())
                    .tell(new TransferCommand.Fail(stream.side.leg(), broken.problem())));
  }
}
