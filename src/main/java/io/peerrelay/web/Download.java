package io.peerrelay.web;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.ReceiveBuilder;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.peerrelay.connection.Relay;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Via;
import io.peerrelay.transfer.Asker;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.transfer.LegSide;
import io.peerrelay.transfer.PartyMessage;
import io.peerrelay.transfer.TransferCommand;
import io.peerrelay.transfer.TransferReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A GET, which receives. Its body outlives the sender's connection: while the sender is away it
 * stands still. A program that takes a body can't say that it has it; so the relay says it, once
 * the last byte has gone out and the client has closed the connection in order.
 */
final class Download extends HttpParty {
  /** In it the connection takes the answer, or is gone. */
  private static final Duration START_DEADLINE = Duration.ofSeconds(10);

  /** The body's stream runs, and takes bytes from the path that it is told of. */
  record BodyStarted(Consumer<BytePath> body) implements Command {}

  /**
   * @param complete whether all bytes went out
   */
  record BodyEnded(boolean complete) implements Command {}

  /**
   * @param inOrder whether it has taken all bytes, as far as the network tells
   */
  private record ClientLeft(boolean inOrder) implements Command {}

  private enum Deadline implements Command {
    START,
    RECEIPT
  }

  private final ByteRange range;
  private final FileInfo file;
  private final CompletionStage<Done> receipt;
  private boolean responded;
  private boolean done;

  /** Null until it has started. */
  private Consumer<BytePath> body;

  private String confirmedLeg = "";
  private long reported;
  private long takenBefore = -1;
  private long stillSince;

  /**
   * @param receipt is completed once the client has taken the answer
   */
  static Behavior<Command> create(
      Relay relay,
      Visit visit,
      ByteRange range,
      CompletionStage<Done> receipt,
      CompletableFuture<HttpResponse> answer) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new Download(context, timers, relay, visit, range, receipt, answer).join()));
  }

  private Download(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Relay relay,
      Visit visit,
      ByteRange range,
      CompletionStage<Done> receipt,
      CompletableFuture<HttpResponse> answer) {
    super(context, timers, relay, visit, answer);
    this.range = range;
    this.receipt = receipt;
    this.file = visit.file();
  }

  @Override
  ReceiveBuilder<Command> receiveBuilder() {
    return super.receiveBuilder()
        .onMessage(BodyStarted.class, this::onBodyStarted)
        .onMessage(BodyEnded.class, this::onBodyEnded)
        .onMessage(ClientLeft.class, this::onClientLeft)
        .onMessage(Deadline.class, passed -> Behaviors.stopped());
  }

  @Override
  TransferCommand resume(Asker asker, ActorRef<TransferReply> replyTo) {
    return new TransferCommand.Resume(asker, range.first(), null, Via.SOCKET, replyTo);
  }

  @Override
  Behavior<Command> onLeg(LegSide side, long offset) {
    takenBefore = -1;
    if (!responded) respond();
    else if (body != null) body.accept(side.path());
    confirmIfDone();
    return this;
  }

  private void respond() {
    responded = true;
    ContentType type = FileHeaders.type(file);
    HttpResponse head = HttpResponse.create().addHeaders(FileHeaders.of(file));
    if (range.length() == 0) {
      done = true;
      respond(head.withEntity(HttpEntities.create(type, ByteString.emptyByteString())));
      return;
    }
    Source<ByteString, ?> bytes =
        Source.fromGraph(new DownloadSource(getContext().getSelf(), range.length()));
    timers.startSingleTimer(Deadline.START, START_DEADLINE);
    HttpResponse whole =
        head.addHeader(new CloseWhenTaken())
            .withEntity(HttpEntities.create(type, range.length(), bytes));
    respond(
        range.isPart()
            ? whole
                .withStatus(StatusCodes.PARTIAL_CONTENT)
                .addHeader(RawHeader.create("Content-Range", range.contentRange(visit.total())))
            : whole);
  }

  private Behavior<Command> onBodyStarted(BodyStarted started) {
    timers.cancel(Deadline.START);
    body = started.body();
    if (side() != null) body.accept(side().path());
    return this;
  }

  private Behavior<Command> onBodyEnded(BodyEnded ended) {
    if (!ended.complete() || range.end() < visit.total()) return Behaviors.stopped();
    timers.startSingleTimer(Deadline.RECEIPT, relay.transfer().idleLimit());
    getContext().pipeToSelf(receipt, (taken, failure) -> new ClientLeft(failure == null));
    return this;
  }

  private Behavior<Command> onClientLeft(ClientLeft left) {
    timers.cancel(Deadline.RECEIPT);
    if (!left.inOrder()) return Behaviors.stopped();
    done = true;
    endWaiting();
    confirmIfDone();
    return this;
  }

  /** Again after a break: the sender may have to send the end once more, for the digest. */
  private void confirmIfDone() {
    if (!done || side() == null || side().leg().equals(confirmedLeg)) return;
    BytePath path = side().path();
    if (!path.isTaken() || path.digest().isEmpty()) return;
    confirmedLeg = side().leg();
    transfer.confirm(path.digest().get());
  }

  /** Who has everything can wait for as long as the transfer lives. */
  @Override
  Behavior<Command> onRest() {
    if (done) endWaiting();
    return this;
  }

  @Override
  Behavior<Command> onEnd(ServerMessage notice) {
    return end(Answer.of(StatusCodes.GONE, notice)); // Of no use once the answer has begun.
  }

  @Override
  Behavior<Command> onTick(long now) {
    confirmIfDone();
    if (side() == null) return this;
    reportProgress();
    return isStalled(now) ? Behaviors.stopped() : this;
  }

  private void reportProgress() {
    long taken = side().path().taken();
    if (taken == reported) return;
    reported = taken;
    side().other().tell(new PartyMessage.Progressed(side().transfer(), taken));
    transfer.report(side().leg(), PartyMessage.Role.RECEIVER, taken);
  }

  /** Whether the client takes nothing though it could, as one that is gone without a word. */
  private boolean isStalled(long now) {
    BytePath path = side().path();
    boolean waits = path.arrived() > path.taken();
    if (!waits || path.taken() != takenBefore) {
      takenBefore = path.taken();
      stillSince = now;
      return false;
    }
    return now - stillSince >= relay.transfer().idleLimit().toNanos();
  }
}
