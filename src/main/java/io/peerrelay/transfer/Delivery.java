package io.peerrelay.transfer;

import akka.persistence.typed.javadsl.CommandHandlerWithReplyBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.transfer.PartyMessage.Role;
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
  private final Parties parties;
  private final Tickets tickets;
  private final Ending ending;
  private final Settlement settlement;
  private final Breaks breaks;

  /**
   * @param breaks of the link between two nodes
   */
  Delivery(
      EffectFactories<TransferEvent, TransferState> effects,
      Parties parties,
      Tickets tickets,
      Ending ending,
      Settlement settlement,
      Breaks breaks) {
    this.effects = effects;
    this.parties = parties;
    this.tickets = tickets;
    this.ending = ending;
    this.settlement = settlement;
    this.breaks = breaks;
  }

  void addTo(
      CommandHandlerWithReplyBuilder<TransferCommand, TransferEvent, TransferState> handlers) {
    handlers
        .forStateType(TransferState.Open.class)
        .onCommand(TransferCommand.Rest.class, this::onRest)
        .onCommand(TransferCommand.LookAgain.class, this::onLookAgain)
        .onCommand(TransferCommand.MarkCheckpoint.class, this::onMarkCheckpoint)
        .onCommand(TransferCommand.Report.class, this::onReport)
        .onCommand(TransferCommand.Break.class, this::onBreak)
        .onCommand(TransferCommand.GiveUpWaiting.class, this::onGiveUpWaiting)
        .onCommand(TransferCommand.Fail.class, this::onFail)
        .onCommand(TransferCommand.PartyGone.class, this::onPartyGone);
  }

  /** Whether the next leg runs now. */
  boolean openIfBoth(TransferState.Open open) {
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
    settlement.startAnew();
    breaks.opened();
    parties.open(leg, open, issued);
    return true;
  }

  private ReplyEffect<TransferEvent, TransferState> onPartyGone(
      TransferState.Open open, TransferCommand.PartyGone command) {
    Optional<Role> role = parties.leave(command.party());
    if (role.isEmpty()) return effects.noReply();
    // Who has said how it went has nothing left to do: the other may go on to the end.
    if (settlement.hasSaid(role.get())) return effects.noReply();
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

  /**
   * What still comes of a leg that was paused is not told: who was told so would take it to run.
   */
  private ReplyEffect<TransferEvent, TransferState> onReport(
      TransferState.Open open, TransferCommand.Report command) {
    if (parties.isRunning() && parties.isLatest(command.leg()))
      parties.report(command.role(), command.bytes(), open.total());
    return effects.noReply();
  }

  /** Nothing where nothing is new, as when both sides rest. */
  static List<TransferEvent> reached(TransferState.Open open, Checkpoints checkpoints) {
    Checkpoints newer = checkpoints.after(open.checkpoints().furthest());
    if (newer.all().isEmpty()) return List.of();
    return List.of(new TransferEvent.CheckpointsReached(Instant.now(), newer));
  }

  private ReplyEffect<TransferEvent, TransferState> onFail(
      TransferState.Open open, TransferCommand.Fail command) {
    if (!parties.isLatest(command.leg())) return effects.noReply();
    return ending.byRelay(open, new TransferEvent.Failed(command.problem()));
  }
}
