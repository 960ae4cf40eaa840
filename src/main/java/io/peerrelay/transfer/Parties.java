package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.transfer.PartyMessage.Role;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connections that take part in a transfer now; one that stops is reported as {@link
 * TransferCommand.PartyGone}. On each side one moves the bytes, its <em>end</em>; others of the
 * same user listen.
 */
final class Parties {
  private final ActorContext<TransferCommand> context;
  private final TransferId transfer;
  private final Map<Role, Side> sides = new EnumMap<>(Role.class);

  /** The one that runs; null if none does. */
  private Leg leg;

  private String latestLeg = "";

  Parties(ActorContext<TransferCommand> context, TransferId transfer) {
    this.context = context;
    this.transfer = transfer;
    for (Role role : Role.values()) sides.put(role, new Side());
  }

  static Role other(Role role) {
    return role == Role.SENDER ? Role.RECEIVER : Role.SENDER;
  }

  /** Makes the asker's connection the end of its side. */
  void join(Role role, Asker asker, Long offset) {
    vacate(role, asker, "continued elsewhere");
    sides.get(role).join(asker, offset);
    watch(asker);
    long known = role == Role.RECEIVER ? offset : 0;
    tell(asker, new PartyMessage.Joined(transfer, context.getSelf(), known));
  }

  /** Makes the end of that side a listener, unless it is the asker itself. */
  void vacate(Role role, Asker asker, String reason) {
    Side side = sides.get(role);
    if (!side.isPresent() || side.isEnd(asker.party())) return;
    tellPaused(side.end, null, asker.user().value(), reason);
    side.vacate();
  }

  /** Only tells the asker's connection what happens. */
  void listen(Role role, Asker asker) {
    sides.get(role).listen(asker);
    watch(asker);
  }

  private void watch(Asker asker) {
    context.watchWith(asker.party(), new TransferCommand.PartyGone(asker.party()));
  }

  /**
   * Forgets a connection.
   *
   * @return the side that has lost its end by it
   */
  Optional<Role> leave(ActorRef<PartyMessage> party) {
    for (Role role : Role.values()) if (sides.get(role).leave(party)) return Optional.of(role);
    return Optional.empty();
  }

  boolean isPresent(Role role) {
    return sides.get(role).isPresent();
  }

  /** How the bytes went last, for the log. */
  String way() {
    return sides.get(Role.SENDER).way + " to " + sides.get(Role.RECEIVER).way;
  }

  /** Whether any device of that side hears of the transfer. */
  boolean isHeard(Role role) {
    return sides.get(role).isHeard();
  }

  /** Whether an HTTP request moves the bytes of that side. */
  boolean isRequest(Role role) {
    return sides.get(role).isRequest();
  }

  boolean isEnd(Role role, ActorRef<PartyMessage> party) {
    return sides.get(role).isEnd(party);
  }

  boolean isRunning() {
    return leg != null;
  }

  /** Whether it was the last leg, be it over or not. */
  boolean isLatest(String legId) {
    return latestLeg.equals(legId);
  }

  /** How far the receiver is, once both sides are there and at rest. */
  Optional<Long> meeting() {
    return sides.get(Role.SENDER).isReady() ? waiting() : Optional.empty();
  }

  /** How far the receiver is, where it is there and at rest. */
  Optional<Long> waiting() {
    Side receiver = sides.get(Role.RECEIVER);
    boolean waits = leg == null && receiver.isReady();
    return waits ? Optional.of(receiver.offset) : Optional.empty();
  }

  /** Where the sender wants to begin; empty for anywhere. */
  Optional<Long> wanted() {
    return Optional.ofNullable(sides.get(Role.SENDER).offset);
  }

  /** The sender's end wants to begin elsewhere: it is no longer an end. */
  void misplaced(long expected) {
    Side sender = sides.get(Role.SENDER);
    tell(sender.end, new PartyMessage.Misplaced(transfer, expected));
    sender.end = null;
  }

  /** The receiver first: its side is there when the first byte comes. */
  void open(Leg next, TransferState.Open open, Map<Role, String> tickets) {
    leg = next;
    latestLeg = next.id();
    for (Role role : List.of(Role.RECEIVER, Role.SENDER)) {
      Asker asker = sides.get(role).answered();
      tell(
          asker,
          new PartyMessage.Opened(
              transfer,
              role,
              next,
              open.files(),
              open.chosen(),
              sides.get(other(role)).end.party(),
              tickets.get(role),
              asker.re()));
    }
  }

  void invite(Asker asker, TransferState.Open open, long offset, String ticket) {
    tell(
        asker,
        new PartyMessage.Invited(
            transfer, open.files(), open.chosen(), offset, ticket, asker.re()));
  }

  /** Ends the leg, if one runs, since that side is missing or moves. */
  void pause(Role missing, String by, String reason) {
    if (leg == null) return;
    stop(other(missing), endLeg(), by, reason);
  }

  /**
   * Ends the leg, since the way between the two sides broke; each is told that the other is
   * missing.
   */
  void interrupt(String reason) {
    String over = endLeg();
    for (Role role : Role.values()) stop(role, over, ServerMessage.Cancelled.RELAY, reason);
  }

  private String endLeg() {
    String over = leg.id();
    leg = null;
    return over;
  }

  /** Tells an end to come to rest, since the other is missing. */
  private void stop(Role role, String over, String by, String reason) {
    Side side = sides.get(role);
    if (!side.isPresent()) return;
    side.ready = false;
    tell(side.end, new PartyMessage.Paused(transfer, over, other(role), by, reason, null));
    tellListeners(role, by, reason);
  }

  /** Tells one who was an end that another has taken its place. */
  void replaced(Asker asker) {
    tellPaused(asker, null, asker.user().value(), "continued elsewhere");
  }

  /** Ends the leg, since the sender sends nothing: to both it is as if it was gone. */
  void stall(String reason) {
    Side sender = sides.get(Role.SENDER);
    pause(Role.SENDER, ServerMessage.Cancelled.RELAY, reason);
    tellPaused(sender.end, null, ServerMessage.Cancelled.RELAY, reason);
    sender.vacate();
  }

  void report(Role role, long bytes, long total) {
    for (Asker listener : sides.get(role).listeners)
      tell(listener, new PartyMessage.Reported(transfer, bytes, total));
  }

  /** An HTTP request tells its user nothing; who listens beside it may make another one. */
  void tellListeners(Role role, String by, String reason) {
    for (Asker listener : sides.get(role).listeners) tellPaused(listener, null, by, reason);
  }

  /** Answers a side that is there alone. */
  void awaitOther(Role role, String by, String reason) {
    Asker asker = sides.get(role).answered();
    tell(asker, new PartyMessage.Paused(transfer, null, other(role), by, reason, asker.re()));
  }

  private void tellPaused(Asker asker, Role missing, String by, String reason) {
    tell(asker, new PartyMessage.Paused(transfer, latestLeg, missing, by, reason, null));
  }

  /** The connection is at rest after a pause. */
  void rest(ActorRef<PartyMessage> party, long receiverOffset) {
    if (leg != null) return;
    for (Role role : Role.values()) {
      Side side = sides.get(role);
      if (side.isEnd(party) && !side.ready)
        side.rest(role == Role.RECEIVER ? receiverOffset : null);
    }
  }

  /** The request was taken, and its answer is the end of the transfer. */
  void awaitsEnd(Role role, Asker asker) {
    Side side = sides.get(role);
    if (isEnd(role, asker.party())) side.end = asker;
    else listen(role, asker);
  }

  void offered(Instant expiresAt) {
    Asker sender = sides.get(Role.SENDER).answered();
    tell(sender, new PartyMessage.Offered(transfer, expiresAt, sender.re()));
  }

  /**
   * @param last whose request ended it, be it one of these or another device; null for nobody's
   */
  void end(ServerMessage notice, Asker last) {
    for (Side side : sides.values())
      for (Asker asker : side.all())
        if (last == null || !asker.party().equals(last.party())) tellEnd(asker, notice);
    if (last != null) tellEnd(last, notice);
  }

  void tellEnd(Asker asker, ServerMessage notice) {
    tell(asker, new PartyMessage.Ended(transfer, notice, asker.re()));
  }

  private static void tell(Asker asker, PartyMessage message) {
    asker.party().tell(message);
  }
}
