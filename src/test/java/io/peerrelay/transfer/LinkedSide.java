package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.util.ByteString;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.Username;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** A side of one transfer that moves bytes as fast as it can, leg by leg, up to the end. */
final class LinkedSide extends AbstractBehavior<Object> {
  private static final int PIECE = 50_000;

  private final Legs legs;
  private final Username user;
  private final ActorRef<PartyMessage> party;
  private final UnaryOperator<PartyMessage.Reachable> detour;
  private final CompletableFuture<ServerMessage> end;

  /** What is sent; null for the receiver. */
  private final byte[] file;

  private final ByteArrayOutputStream received;
  private final IntConsumer progress;
  private final Sha256 digest;
  private LegSide side;
  private BytePath.Source source;
  private boolean done;

  private enum Move {
    ON
  }

  /**
   * @param file what is sent; null for the receiver
   * @param received what came
   * @param progress is told how much came so far
   * @param detour of the bytes
   */
  static Behavior<Object> create(
      Legs legs,
      Username user,
      byte[] file,
      ByteArrayOutputStream received,
      IntConsumer progress,
      Sha256 digest,
      UnaryOperator<PartyMessage.Reachable> detour,
      CompletableFuture<ServerMessage> end,
      CompletableFuture<Asker> self) {
    return Behaviors.setup(
        context ->
            new LinkedSide(
                context, legs, user, file, received, progress, digest, detour, end, self));
  }

  private LinkedSide(
      ActorContext<Object> context,
      Legs legs,
      Username user,
      byte[] file,
      ByteArrayOutputStream received,
      IntConsumer progress,
      Sha256 digest,
      UnaryOperator<PartyMessage.Reachable> detour,
      CompletableFuture<ServerMessage> end,
      CompletableFuture<Asker> self) {
    super(context);
    this.legs = legs;
    this.user = user;
    this.file = file;
    this.received = received;
    this.progress = progress;
    this.digest = digest;
    this.detour = detour;
    this.end = end;
    this.party = context.messageAdapter(PartyMessage.class, message -> message);
    self.complete(asker());
  }

  private Asker asker() {
    return new Asker(user, null, party, getContext().getSelf().unsafeUpcast());
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(PartyMessage.Opened.class, this::onOpened)
        .onMessage(
            PartyMessage.Reachable.class,
            reachable -> {
              legs.onReachable(detour.apply(reachable));
              return this;
            })
        .onMessage(PartyMessage.Paused.class, this::onPaused)
        .onMessage(PartyMessage.Ended.class, this::onEnded)
        .onMessageEquals(Move.ON, this::onMove)
        .onAnyMessage(other -> this)
        .build();
  }

  private Behavior<Object> onOpened(PartyMessage.Opened opened) {
    side = legs.open(opened, party);
    done = false;
    BytePath path = side.path();
    if (file == null) {
      if (opened.offset() != received.size())
        end.completeExceptionally(new AssertionError("another offset than " + received.size()));
      path.onBytes(() -> getContext().getSelf().tell(Move.ON));
    } else {
      source = path.feed(bytes -> getContext().getSelf().tell(Move.ON));
    }
    return onMove();
  }

  private Behavior<Object> onMove() {
    if (side == null) return this;
    if (file == null) receive();
    else send();
    return this;
  }

  private void receive() {
    BytePath path = side.path();
    for (ByteString bytes = path.poll(PIECE); !bytes.isEmpty(); bytes = path.poll(PIECE)) {
      received.writeBytes(bytes.toArray());
      progress.accept(received.size());
    }
    if (path.isTaken() && !done)
      tell(new TransferCommand.ConfirmReceipt(asker(), digest, true, nobody()));
  }

  private void send() {
    BytePath path = side.path();
    while (path.credit() > 0 && path.arrived() < file.length) {
      int from = (int) path.arrived();
      int size = (int) Math.min(Math.min(path.credit(), PIECE), file.length - from);
      if (source.put(ByteString.fromArray(file, from, size)) != Verdict.TAKEN) return;
    }
    if (path.arrived() == file.length && !done)
      tell(new TransferCommand.Finish(asker(), digest, side.finish().orElseThrow(), nobody()));
  }

  private void tell(TransferCommand command) {
    done = true;
    Transfer.of(getContext().getSystem(), side.transfer()).tell(command);
  }

  private ActorRef<TransferReply> nobody() {
    return getContext().getSystem().ignoreRef();
  }

  private Behavior<Object> onPaused(PartyMessage.Paused paused) {
    if (side != null && side.leg().equals(paused.leg())) side.rest(paused, () -> {});
    return this;
  }

  private Behavior<Object> onEnded(PartyMessage.Ended ended) {
    if (side != null) side.close();
    side = null;
    end.complete(ended.notice());
    return this;
  }
}
