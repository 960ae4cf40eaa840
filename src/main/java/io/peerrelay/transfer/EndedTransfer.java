package io.peerrelay.transfer;

import akka.persistence.typed.javadsl.CommandHandlerWithReplyBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.protocol.TransferId;

/** What a {@link Transfer} does after its end: who comes back is told how it was. */
final class EndedTransfer {
  private final EffectFactories<TransferEvent, TransferState> effects;
  private final TransferId id;
  private final Parties parties;
  private final Runnable passivate;

  EndedTransfer(
      EffectFactories<TransferEvent, TransferState> effects,
      TransferId id,
      Parties parties,
      Runnable passivate) {
    this.effects = effects;
    this.id = id;
    this.parties = parties;
    this.passivate = passivate;
  }

  void addTo(
      CommandHandlerWithReplyBuilder<TransferCommand, TransferEvent, TransferState> handlers) {
    handlers
        .forStateType(TransferState.Ended.class)
        .onCommand(TransferCommand.Resume.class, this::onResume)
        .onCommand(TransferCommand.Rejoin.class, this::onRejoin);
  }

  private ReplyEffect<TransferEvent, TransferState> onResume(
      TransferState.Ended ended, TransferCommand.Resume command) {
    passivate.run();
    if (!ended.involves(command.asker().user())) return refuseStranger(command);
    return effects
        .none()
        .thenRun(() -> parties.tellEnd(command.asker(), ended.notice()))
        .thenReply(command.replyTo(), after -> new TransferReply.Taken());
  }

  private ReplyEffect<TransferEvent, TransferState> onRejoin(
      TransferState.Ended ended, TransferCommand.Rejoin command) {
    passivate.run();
    if (!ended.involves(command.asker().user())) return refuseStranger(command);
    return effects.reply(command.replyTo(), new TransferReply.Over(ended.notice()));
  }

  private ReplyEffect<TransferEvent, TransferState> refuseStranger(
      TransferCommand.Request request) {
    return effects.reply(
        request.replyTo(), new TransferReply.Refused(TransferProblem.noSuchTransfer(id)));
  }
}
