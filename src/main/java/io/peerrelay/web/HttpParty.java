package io.peerrelay.web;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.ReceiveBuilder;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import io.peerrelay.connection.Relay;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.transfer.Asker;
import io.peerrelay.transfer.LegSide;
import io.peerrelay.transfer.PartyMessage;
import io.peerrelay.transfer.Seat;
import io.peerrelay.transfer.TransferCommand;
import io.peerrelay.transfer.TransferReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One HTTP request as a side of a transfer, from the moment that it may to its answer:
 *
 * <pre>
 *   asks to be the side --> waits for the other one --> a leg runs --> the end is told
 *            |                  ^         |               |
 *     busy: again, a while      +--- paused, at rest &lt;---+       anything else: its answer, and stops
 * </pre>
 *
 * It stops with the request, and then the transfer knows that this side is gone.
 */
abstract class HttpParty extends AbstractBehavior<HttpParty.Command> {
  private static final Duration TICK = Duration.ofMillis(250);

  /** A request that was broken off may be seen to be gone only a little later. */
  private static final Duration LONGEST_BUSY = Duration.ofSeconds(1);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  interface Command {}

  private record Told(PartyMessage message) implements Command {}

  /**
   * @param reply null if there was none in time
   */
  record Replied(TransferReply reply) implements Command {}

  private record Rested(LegSide side) implements Command {}

  /** The transfer has stopped where it was. */
  record Unseated(Seat seat) implements Command {}

  record Rejoined(Seat seat, TransferReply reply) implements Command {}

  private enum Clock implements Command {
    ASK,
    TICK,
    WAITED
  }

  final Visit visit;
  final Relay relay;
  final TimerScheduler<Command> timers;
  final PartyRequests transfer;
  private final CompletableFuture<HttpResponse> answer;
  private final ActorRef<PartyMessage> party;
  private final PartySeat seat;
  private final long began = System.nanoTime();
  private HttpResponse last = Answer.overdue();

  /** Null while no leg runs. */
  private LegSide side;

  HttpParty(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Relay relay,
      Visit visit,
      CompletableFuture<HttpResponse> answer) {
    super(context);
    this.timers = timers;
    this.relay = relay;
    this.visit = visit;
    this.answer = answer;
    this.party = context.messageAdapter(PartyMessage.class, Told::new);
    this.transfer =
        new PartyRequests(
            context,
            visit.info().transfer(),
            new Asker(visit.user(), null, party, null),
            relay.socket().requestTimeout());
    this.seat = new PartySeat(context, transfer);
    timers.startTimerWithFixedDelay(Clock.TICK, TICK);
    awaitOther(LONGEST_WAIT);
  }

  /** Asks to be the side. */
  Behavior<Command> join() {
    transfer.ask(this::resume, Replied::new);
    return this;
  }

  /** Which side it wants to be, and from where on. */
  abstract TransferCommand resume(Asker asker, ActorRef<TransferReply> replyTo);

  /**
   * The bytes may flow.
   *
   * @param offset where this side is to go on
   */
  abstract Behavior<Command> onLeg(LegSide side, long offset);

  /** The transfer has ended, be it as it should. */
  abstract Behavior<Command> onEnd(ServerMessage notice);

  /** The leg is over, and another one may come. */
  abstract Behavior<Command> onRest();

  abstract Behavior<Command> onTick(long now);

  ReceiveBuilder<Command> receiveBuilder() {
    return newReceiveBuilder()
        .onMessage(Told.class, told -> onTold(told.message()))
        .onMessage(Replied.class, replied -> onReplied(replied.reply()))
        .onMessage(Rested.class, rested -> onRested(rested.side()))
        .onMessage(Unseated.class, unseated -> onUnseated(unseated.seat()))
        .onMessage(Rejoined.class, rejoined -> onRejoined(rejoined.seat(), rejoined.reply()))
        .onMessageEquals(Clock.ASK, this::join)
        .onMessageEquals(Clock.TICK, () -> onTick(System.nanoTime()))
        .onMessageEquals(Clock.WAITED, this::onWaited)
        .onSignal(PostStop.class, signal -> onStopped());
  }

  @Override
  public Receive<Command> createReceive() {
    return receiveBuilder().build();
  }

  LegSide side() {
    return side;
  }

  /** The answer begins; the request goes on. */
  void respond(HttpResponse response) {
    answer.complete(response);
  }

  /** The request is over; this is its answer, unless it has begun. */
  Behavior<Command> end(HttpResponse response) {
    last = response;
    return Behaviors.stopped();
  }

  /** Gives the other side some time to come. */
  void awaitOther(Duration most) {
    Duration idle = relay.transfer().idleLimit();
    timers.startSingleTimer(Clock.WAITED, most.compareTo(idle) < 0 ? most : idle);
  }

  void endWaiting() {
    timers.cancel(Clock.WAITED);
  }

  private Behavior<Command> onReplied(TransferReply reply) {
    if (reply instanceof TransferReply.Taken) return this;
    if (!(reply instanceof TransferReply.Refused refused)) return end(Answer.overdue());
    Problem problem = refused.problem();
    if (problem.code() == ErrorCode.BUSY && System.nanoTime() - began < LONGEST_BUSY.toNanos()) {
      timers.startSingleTimer(Clock.ASK, TICK);
      return this;
    }
    if (problem.code() == ErrorCode.NO_SUCH_TRANSFER) return end(Admission.unknown().answer());
    return end(Answer.refuse(StatusCodes.CONFLICT, problem));
  }

  private Behavior<Command> onTold(PartyMessage message) {
    if (message instanceof PartyMessage.Joined joined) seat.join(joined);
    if (message instanceof PartyMessage.Reachable reachable) {
      relay.legs().onReachable(reachable);
      return this;
    }
    if (message instanceof PartyMessage.Opened opened) {
      endWaiting();
      side = relay.legs().open(opened, party);
      return onLeg(side, opened.offset());
    }
    if (message instanceof PartyMessage.Paused paused) return onPaused(paused);
    if (message instanceof PartyMessage.Progressed progressed && side != null)
      transfer.report(side.leg(), PartyMessage.Role.SENDER, progressed.bytes());
    if (message instanceof PartyMessage.Misplaced misplaced)
      return end(Answer.wrongOffset(misplaced.offset()));
    if (message instanceof PartyMessage.Ended ended) {
      if (side != null) side.close();
      side = null;
      seat.leave();
      return onEnd(ended.notice());
    }
    return this;
  }

  private Behavior<Command> onPaused(PartyMessage.Paused paused) {
    if (paused.missing() == null) return end(Answer.paused(paused));
    LegSide over = side;
    if (over != null && over.leg().equals(paused.leg()))
      over.rest(paused, () -> getContext().getSelf().tell(new Rested(over)));
    return this;
  }

  /** The next leg may have come before this message. */
  private Behavior<Command> onRested(LegSide over) {
    if (side != over) return this;
    side = null;
    seat.restedAt(over);
    awaitOther(relay.transfer().idleLimit());
    return onRest();
  }

  private Behavior<Command> onUnseated(Seat lost) {
    if (!seat.is(lost)) return this;
    seat.lose();
    if (side == null) seat.rejoin();
    else onPaused(Seat.pause(side));
    return this;
  }

  private Behavior<Command> onRejoined(Seat joining, TransferReply reply) {
    if (!seat.is(joining)) return this;
    if (reply instanceof TransferReply.Over over) return onEnd(over.notice());
    if (reply != null) return onReplied(reply);
    seat.rejoin();
    return this;
  }

  private Behavior<Command> onWaited() {
    return end(Answer.later(ErrorCode.NOT_READY.because("The other side is not there.")));
  }

  private Behavior<Command> onStopped() {
    if (side != null) side.stop();
    answer.complete(last);
    return this;
  }
}
