package io.peerrelay.transfer;

import akka.persistence.typed.javadsl.CommandHandlerWithReplyBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.Via;
import io.peerrelay.transfer.PartyMessage.Role;
import java.util.Optional;

/**
 * Who comes to move the bytes of a side: a connection whose client asks for it, an HTTP request by
 * its ticket, or an end from before the transfer moved to another node.
 */
final class Arrivals {
  private final EffectFactories<TransferEvent, TransferState> effects;
  private final TransferId id;
  private final Parties parties;
  private final Tickets tickets;
  private final Delivery delivery;

  Arrivals(
      EffectFactories<TransferEvent, TransferState> effects,
      TransferId id,
      Parties parties,
      Tickets tickets,
      Delivery delivery) {
    this.effects = effects;
    this.id = id;
    this.parties = parties;
    this.tickets = tickets;
    this.delivery = delivery;
  }

  void addTo(
      CommandHandlerWithReplyBuilder<TransferCommand, TransferEvent, TransferState> handlers) {
    handlers
        .forStateType(TransferState.Open.class)
        .onCommand(TransferCommand.Resume.class, this::onResume)
        .onCommand(TransferCommand.Rejoin.class, this::onRejoin)
        .onCommand(TransferCommand.Redeem.class, this::onRedeem);
  }

  /** The asker's connection is to move the bytes of its side. */
  void join(TransferState.Open open, Role role, Asker asker, Long offset) {
    parties.pause(role, asker.user().value(), "continued on another connection");
    parties.join(role, asker, offset);
    if (!delivery.openIfBoth(open) && parties.isEnd(role, asker.party())) awaitOther(open, role);
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
        .persist(Delivery.reached(open, command.checkpoints()))
        .thenRun(
            after -> {
              parties.join(
                  role.get(), asker, role.get() == Role.RECEIVER ? command.offset() : null);
              delivery.openIfBoth((TransferState.Open) after);
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

  private ReplyEffect<TransferEvent, TransferState> refuse(
      TransferCommand.Request request, Problem problem) {
    return effects.reply(request.replyTo(), new TransferReply.Refused(problem));
  }
}
