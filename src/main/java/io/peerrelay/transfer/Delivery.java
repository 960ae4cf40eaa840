package io.peerrelay.transfer;

import akka.persistence.typed.javadsl.CommandHandlerWithReplyBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.Via;
import io.peerrelay.transfer.PartyMessage.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How an accepted transfer's bytes get to the receiver, leg by leg:
 *
 * <pre>
 *   both sides there and at rest --> leg runs --> finish and received agree --> end
 *              ^                        |
 *              |                        v  a side is gone, is replaced, or sends nothing
 *     resume, Rest &lt;------------- the other side comes to rest
 * </pre>
 *
 * A leg begins where the receiver says it is; the sender begins at the last checkpoint before that,
 * so that the digest is always one over all bytes.
 */
final class Delivery {
  private final EffectFactories<TransferEvent, TransferState> effects;
  private final TransferId id;
  private final Parties parties;
  private final Tickets tickets;
  private final Ending ending;
  private final Breaks breaks;
  private Sha256 sent;
  private Sha256 received;

  /**
   * @param breaks of the link between two nodes
   */
  Delivery(
      EffectFactories<TransferEvent, TransferState> effects,
      TransferId id,
      Parties parties,
      Tickets tickets,
      Ending ending,
      Breaks breaks) {
    this.effects = effects;
    this.id = id;
    this.parties = parties;
    this.tickets = tickets;
    this.ending = ending;
    this.breaks = breaks;
  }

  void addTo(
      CommandHandlerWithReplyBuilder<TransferCommand, TransferEvent, TransferState> handlers) {
    handlers
        .forStateType(TransferState.Open.class)
        .onCommand(TransferCommand.Resume.class, this::onResume)
        .onCommand(TransferCommand.Rejoin.class, this::onRejoin)
        .onCommand(TransferCommand.Redeem.class, this::onRedeem)
        .onCommand(TransferCommand.Finish.class, this::onFinish)
        .onCommand(TransferCommand.ConfirmReceipt.class, this::onConfirmReceipt)
        .onCommand(TransferCommand.Rest.class, this::onRest)
        .onCommand(TransferCommand.LookAgain.class, this::onLookAgain)
        .onCommand(TransferCommand.MarkCheckpoint.class, this::onMarkCheckpoint)
        .onCommand(TransferCommand.Report.class, this::onReport)
        .onCommand(TransferCommand.Break.class, this::onBreak)
        .onCommand(TransferCommand.GiveUpWaiting.class, this::onGiveUpWaiting)
        .onCommand(TransferCommand.Fail.class, this::onFail)
        .onCommand(TransferCommand.PartyGone.class, this::onPartyGone);
  }

  /** The asker's connection is to move the bytes of its side. */
  void join(TransferState.Open open, Role role, Asker asker, Long offset) {
    parties.pause(role, asker.user().value(), "continued on another connection");
    parties.join(role, asker, offset);
    if (!openIfBoth(open) && parties.isEnd(role, asker.party())) awaitOther(open, role);
  }

  /** The bytes of the asker's side are to go by HTTP, if they don't already. */
  void invite(TransferState.Open open, Role role, Asker asker) {
    if (!parties.isRequest(role)) {
      parties.pause(role, asker.user().value(), "continued by HTTP");
      parties.vacate(role, asker, "continued by HTTP");
    }
    parties.listen(role, asker);
    long offset = role == Role.SENDER ? open.checkpoints().furthest() : 0;
    parties.invite(asker, open, offset, tickets.issue(asker.user()));
  }

  private void awaitOther(TransferState.Open open, Role role) {
    Role other = Parties.other(role);
    String reason =
        !open.isAccepted()
            ? "not answered yet"
            : parties.isPresent(other) || parties.isHeard(other) ? "not ready yet" : "disconnected";
    parties.awaitOther(role, open.user(other).value(), reason);
  }

  private boolean openIfBoth(TransferState.Open open) {
    Optional<Long> meeting = open.isAccepted() ? parties.meeting() : Optional.empty();
    if (meeting.isEmpty() || breaks.isTooEarly()) return false;
    Checkpoint from = open.checkpoints().before(meeting.get()).orElse(null);
    Leg leg = new Leg(UUID.randomUUID().toString(), open.total(), from, meeting.get());
    if (parties.wanted().filter(wanted -> wanted != leg.senderOffset()).isPresent()) {
      parties.misplaced(leg.senderOffset());
      return false;
    }
    Map<Role, String> issued = new EnumMap<>(Role.class);
    for (Role role : Role.values()) issued.put(role, tickets.issue(open.user(role)));
    sent = null;
    received = null;
    breaks.opened();
    parties.open(leg, open, issued);
    return true;
  }

  /** Where the sender would go on; a guess for as long as the receiver is not at rest. */
  long begin(TransferState.Open open) {
    return parties
        .waiting()
        .map(offset -> open.checkpoints().before(offset).map(Checkpoint::offset).orElse(0L))
        .orElseGet(() -> open.checkpoints().furthest());
  }

  private ReplyEffect<TransferEvent, TransferState> onResume(
      TransferState.Open open, TransferCommand.Resume command) {
    Optional<Role> role = open.role(command.asker().user());
    if (role.isEmpty()) return refuse(command, TransferProblem.notYours("resume"));
    if (!open.isAccepted() && role.get() == Role.RECEIVER)
      return refuse(command, TransferProblem.incomplete(open));
    if (command.asker().isRequest() && parties.isRequest(role.get()) && parties.isRunning())
      return refuse(command, TransferProblem.busy());
    Long offset = role.get() == Role.RECEIVER ? Long.valueOf(command.offset()) : command.begin();
    if (offset != null && offset > open.total())
      return refuse(command, TransferProblem.pastEnd(offset, open));
    return effects
        .none()
        .thenRun(
            () -> {
              if (command.via() == Via.HTTP) invite(open, role.get(), command.asker());
              else join(open, role.get(), command.asker(), offset);
            })
        .thenReply(command.replyTo(), after -> new TransferReply.Taken());
  }

  /** An end from before this transfer moved to another node, or started anew. */
  private ReplyEffect<TransferEvent, TransferState> onRejoin(
      TransferState.Open open, TransferCommand.Rejoin command) {
    Asker asker = command.asker();
    Optional<Role> role = open.role(asker.user());
    if (role.isEmpty() || command.offset() > open.total())
      return refuse(command, TransferProblem.notYours("resume"));
    if (parties.isPresent(role.get())) {
      // The same where it asks again, since it has heard no answer.
      if (!parties.isEnd(role.get(), asker.party())) parties.replaced(asker);
      return effects.reply(command.replyTo(), new TransferReply.Taken());
    }
    return effects
        .persist(reached(open, command.checkpoints()))
        .thenRun(
            after -> {
              parties.join(
                  role.get(), asker, role.get() == Role.RECEIVER ? command.offset() : null);
              openIfBoth((TransferState.Open) after);
            })
        .thenReply(command.replyTo(), after -> new TransferReply.Taken());
  }

  private ReplyEffect<TransferEvent, TransferState> onRedeem(
      TransferState.Open open, TransferCommand.Redeem command) {
    Optional<Username> user = tickets.redeem(command.ticket(), command.useUp());
    return effects.reply(
        command.replyTo(),
        user.<TransferReply>map(TransferReply.Redeemed::new)
            .orElseGet(() -> new TransferReply.Refused(TransferProblem.noSuchTransfer(id))));
  }

  private ReplyEffect<TransferEvent, TransferState> onFinish(
      TransferState.Open open, TransferCommand.Finish command) {
    if (!command.asker().user().equals(open.from()))
      return refuse(command, TransferProblem.notYours("finish"));
    if (command.seen() == null) return refuse(command, TransferProblem.incomplete(open));
    sent = command.claimed();
    if (!sent.equals(command.seen()))
      return mismatch(open, command, "finish says " + sent + ", through came " + command.seen());
    parties.awaitsEnd(Role.SENDER, command.asker());
    return settle(open, command);
  }

  private ReplyEffect<TransferEvent, TransferState> onConfirmReceipt(
      TransferState.Open open, TransferCommand.ConfirmReceipt command) {
    if (!command.asker().user().equals(open.to()))
      return refuse(command, TransferProblem.notYours("confirm"));
    if (!command.complete()) return refuse(command, TransferProblem.incomplete(open));
    received = command.digest();
    parties.awaitsEnd(Role.RECEIVER, command.asker());
    return settle(open, command);
  }

  /** Complete as soon as both sides have said the same. */
  private ReplyEffect<TransferEvent, TransferState> settle(
      TransferState.Open open, TransferCommand.Request request) {
    if (sent == null || received == null)
      return effects.reply(request.replyTo(), new TransferReply.Taken());
    if (!sent.equals(received))
      return mismatch(open, request, "finish says " + sent + ", received says " + received);
    double seconds = Duration.between(open.acceptedAt(), Instant.now()).toMillis() / 1000.0;
    return ending.by(open, request, new TransferEvent.Completed(open.total(), sent, seconds));
  }

  private ReplyEffect<TransferEvent, TransferState> mismatch(
      TransferState.Open open, TransferCommand.Request request, String how) {
    return ending.by(open, request, new TransferEvent.Failed(TransferProblem.mismatch(how)));
  }

  private ReplyEffect<TransferEvent, TransferState> onPartyGone(
      TransferState.Open open, TransferCommand.PartyGone command) {
    Optional<Role> role = parties.leave(command.party());
    if (role.isEmpty()) return effects.noReply();
    // Who has said how it went has nothing left to do: the other may go on to the end.
    boolean done = role.get() == Role.SENDER ? sent != null : received != null;
    if (done) return effects.noReply();
    parties.pause(role.get(), open.user(role.get()).value(), "disconnected");
    parties.tellListeners(role.get(), open.user(role.get()).value(), "disconnected");
    return effects.noReply();
  }

  /** Unless a side has gone, the next leg comes by itself; in a while, where links often break. */
  private ReplyEffect<TransferEvent, TransferState> onBreak(
      TransferState.Open open, TransferCommand.Break command) {
    if (!parties.isLatest(command.leg()) || !parties.isRunning()) return effects.noReply();
    breaks.broken();
    parties.interrupt("the connection between two nodes broke");
    return effects.noReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onGiveUpWaiting(
      TransferState.Open open, TransferCommand.GiveUpWaiting command) {
    if (!parties.isLatest(command.leg()) || !parties.isRunning()) return effects.noReply();
    parties.stall(TransferProblem.idle().message());
    return effects.noReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onRest(
      TransferState.Open open, TransferCommand.Rest command) {
    if (!parties.isLatest(command.leg())) return effects.noReply();
    parties.rest(command.party(), command.receiverOffset()); // Even if nothing can be stored now.
    return effects
        .persist(reached(open, command.checkpoints()))
        .thenRun(after -> openIfBoth((TransferState.Open) after))
        .thenNoReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onLookAgain(
      TransferState.Open open, TransferCommand.LookAgain command) {
    openIfBoth(open);
    return effects.noReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onMarkCheckpoint(
      TransferState.Open open, TransferCommand.MarkCheckpoint command) {
    if (!parties.isLatest(command.leg())) return effects.noReply();
    return effects
        .persist(reached(open, Checkpoints.NONE.with(command.checkpoint())))
        .thenNoReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onReport(
      TransferState.Open open, TransferCommand.Report command) {
    if (parties.isLatest(command.leg()))
      parties.report(command.role(), command.bytes(), open.total());
    return effects.noReply();
  }

  /** Nothing where nothing is new, as when both sides rest. */
  private static List<TransferEvent> reached(TransferState.Open open, Checkpoints checkpoints) {
    Checkpoints newer = checkpoints.after(open.checkpoints().furthest());
    if (newer.all().isEmpty()) return List.of();
    return List.of(new TransferEvent.CheckpointsReached(Instant.now(), newer));
  }

  private ReplyEffect<TransferEvent, TransferState> onFail(
      TransferState.Open open, TransferCommand.Fail command) {
    if (!parties.isLatest(command.leg())) return effects.noReply();
    return ending.byRelay(open, new TransferEvent.Failed(command.problem()));
  }

  private ReplyEffect<TransferEvent, TransferState> refuse(
      TransferCommand.Request request, Problem problem) {
    return effects.reply(request.replyTo(), new TransferReply.Refused(problem));
  }
}
