package io.peerrelay.web;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.ReceiveBuilder;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import io.peerrelay.connection.Relay;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Via;
import io.peerrelay.transfer.Asker;
import io.peerrelay.transfer.LegSide;
import io.peerrelay.transfer.TransferCommand;
import io.peerrelay.transfer.TransferReply;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A PUT, which sends. It is answered when the receiver has everything; or, where it brings a part,
 * when the receiver has taken that. It can't go back: where the receiver needs bytes again that
 * went through already, it is told from where on.
 */
final class Upload extends HttpParty {
  /** The body's stream runs, and feeds the leg that it is told of. */
  record BodyStarted(Consumer<UploadSink.Leg> body) implements Command {}

  /**
   * All that was in the body is on its way.
   *
   * @param position behind the last byte, counted over the whole transfer
   */
  record BodyRead(long position) implements Command {}

  /** The receiver has taken all that was in the body. */
  private record BodyTaken() implements Command {}

  /** More is in the body than belongs there. */
  record BodyTooLong() implements Command {}

  record BodyBroken() implements Command {}

  /**
   * @param offset from where on bytes are needed that the body has had already
   */
  record TooFar(long offset) implements Command {}

  private final Part part;

  /** Behind the last byte of the body; null until that was read. */
  private Long bodyEnd;

  /** Null until it has started. */
  private Consumer<UploadSink.Leg> body;

  /** Null while no leg runs. */
  private UploadSink.Leg leg;

  /** Where the sender is to go on, as far as the legs before this one tell. */
  private long reached;

  static Behavior<Command> create(
      Relay relay, Visit visit, Part part, CompletableFuture<HttpResponse> answer) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Upload(context, timers, relay, visit, part, answer).join()));
  }

  private Upload(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Relay relay,
      Visit visit,
      Part part,
      CompletableFuture<HttpResponse> answer) {
    super(context, timers, relay, visit, answer);
    this.part = part;
    reached = part.begin();
  }

  @Override
  ReceiveBuilder<Command> receiveBuilder() {
    return super.receiveBuilder()
        .onMessage(BodyStarted.class, this::onBodyStarted)
        .onMessage(BodyRead.class, this::onBodyRead)
        .onMessage(BodyTaken.class, taken -> onBodyTaken())
        .onMessage(TooFar.class, far -> end(Answer.wrongOffset(far.offset())))
        .onMessage(BodyTooLong.class, tooLong -> end(tooLong(part)))
        .onMessage(BodyBroken.class, broken -> Behaviors.stopped());
  }

  @Override
  TransferCommand resume(Asker asker, ActorRef<TransferReply> replyTo) {
    return new TransferCommand.Resume(asker, 0, part.begin(), Via.SOCKET, replyTo);
  }

  @Override
  Behavior<Command> onLeg(LegSide side, long offset) {
    leg = new UploadSink.Leg(side.path(), offset);
    if (body != null) body.accept(leg);
    return this;
  }

  private Behavior<Command> onBodyStarted(BodyStarted started) {
    body = started.body();
    if (leg != null) body.accept(leg);
    return this;
  }

  /** Comes again for each leg on which nothing is left to be sent. */
  private Behavior<Command> onBodyRead(BodyRead bodyRead) {
    bodyEnd = bodyRead.position();
    if (isAll()) {
      if (side() != null) side().finish().ifPresent(transfer::finish);
      return this;
    }
    if (leg == null) return onBodyTaken();
    // What still waits here would be lost where the receiver goes away.
    ActorRef<Command> self = getContext().getSelf();
    leg.path().drain(() -> self.tell(new BodyTaken()));
    return this;
  }

  private boolean isAll() {
    return bodyEnd == visit.total();
  }

  private Behavior<Command> onBodyTaken() {
    noteReached();
    if (bodyEnd < part.end()) return end(incomplete());
    ServerMessage taken =
        new ServerMessage.Progress(visit.info().transfer(), reached, visit.total());
    return end(Answer.goOn(StatusCodes.ACCEPTED, taken, reached));
  }

  private void noteReached() {
    if (leg != null) reached = Math.min(leg.path().arrived(), leg.path().taken());
  }

  private HttpResponse incomplete() {
    return Answer.goOn(
        StatusCodes.BAD_REQUEST,
        ErrorCode.INCOMPLETE
            .because(
                "The body ended after %d bytes (expected: %d)"
                    .formatted(bodyEnd - part.begin(), part.length()))
            .toError(),
        reached);
  }

  static HttpResponse tooLong(Part part) {
    return Answer.refuse(
        StatusCodes.CONTENT_TOO_LARGE,
        ErrorCode.TOO_LARGE.because(
            "The body is longer than what is missing (expected: %d bytes)"
                .formatted(part.length())));
  }

  @Override
  Behavior<Command> onRest() {
    if (bodyEnd != null && !isAll()) return onBodyTaken();
    noteReached(); // What the receiver did not take of this leg is lost, and must not be promised.
    leg = null;
    return this;
  }

  @Override
  Behavior<Command> onEnd(ServerMessage notice) {
    return end(Answer.end(notice));
  }

  @Override
  Behavior<Command> onTick(long now) {
    if (bodyEnd == null && side() != null) side().watch(now);
    return this;
  }
}
