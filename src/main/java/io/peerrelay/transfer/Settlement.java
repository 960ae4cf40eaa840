package io.peerrelay.transfer;

import akka.persistence.typed.javadsl.CommandHandlerWithReplyBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.transfer.PartyMessage.Role;
import java.time.Duration;
import java.time.Instant;

/**
 * What each side says to have sent or received on the leg that runs. The transfer is complete as
 * soon as both have said the same.
 */
final class Settlement {
  private final EffectFactories<TransferEvent, TransferState> effects;
  private final Parties parties;
  private final Ending ending;
  private Sha256 sent;
  private Sha256 received;

  Settlement(
      EffectFactories<TransferEvent, TransferState> effects, Parties parties, Ending ending) {
    this.effects = effects;
    this.parties = parties;
    this.ending = ending;
  }

  void addTo(
      CommandHandlerWithReplyBuilder<TransferCommand, TransferEvent, TransferState> handlers) {
    handlers
        .forStateType(TransferState.Open.class)
        .onCommand(TransferCommand.Finish.class, this::onFinish)
        .onCommand(TransferCommand.ConfirmReceipt.class, this::onConfirmReceipt);
  }

  /** What was said of an earlier leg counts no more. */
  void startAnew() {
    sent = null;
    received = null;
  }

  boolean hasSaid(Role role) {
    return role == Role.SENDER ? sent != null : received != null;
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

  private ReplyEffect<TransferEvent, TransferState> refuse(
      TransferCommand.Request request, Problem problem) {
    return effects.reply(request.replyTo(), new TransferReply.Refused(problem));
  }
}
