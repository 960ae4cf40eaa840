package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.javadsl.EffectBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;

/** The end of a transfer: stored first, then told to everybody whom it concerns. */
final class Ending {
  private final ActorContext<TransferCommand> context;
  private final EffectFactories<TransferEvent, TransferState> effects;
  private final TransferId id;
  private final Parties parties;
  private final Chronicle chronicle;
  private final Runnable passivate;

  /**
   * @param passivate is called after the end
   */
  Ending(
      ActorContext<TransferCommand> context,
      EffectFactories<TransferEvent, TransferState> effects,
      TransferId id,
      Parties parties,
      Chronicle chronicle,
      Runnable passivate) {
    this.context = context;
    this.effects = effects;
    this.id = id;
    this.parties = parties;
    this.chronicle = chronicle;
    this.passivate = passivate;
  }

  ReplyEffect<TransferEvent, TransferState> by(
      TransferState.Open open, TransferCommand.Request request, TransferEvent.End event) {
    return persist(open, event, request.asker())
        .thenReply(request.replyTo(), after -> new TransferReply.Taken());
  }

  ReplyEffect<TransferEvent, TransferState> byRelay(
      TransferState.Open open, TransferEvent.End event) {
    return persist(open, event, null).thenNoReply();
  }

  /**
   * @param asker whose request ended it; null for nobody's
   */
  private EffectBuilder<TransferEvent, TransferState> persist(
      TransferState.Open open, TransferEvent.End event, Asker asker) {
    return effects
        .persist(event)
        .thenRun(
            () -> {
              Notices notices = Notices.of(id, open, event);
              parties.end(notices.toParties(), asker);
              if (!open.isAccepted()) closeOffer(open, notices.toDevices(), asker);
              for (PartyMessage.Role role : PartyMessage.Role.values()) forget(open, role, notices);
              chronicle.ended(open, event);
              context.getLog().info("{}, {}", notices.summary(), parties.way());
              passivate.run();
            });
  }

  /**
   * The receiver's devices need no longer answer.
   *
   * @param knowing whose device is told otherwise; null for nobody's
   */
  void closeOffer(TransferState.Open open, ServerMessage notice, Asker knowing) {
    ActorRef<DeviceMessage> except = knowing == null ? null : knowing.device();
    UserSession.of(context.getSystem(), open.to())
        .tell(new SessionCommand.CloseOffer(id, notice, except));
  }

  /** Where no connection of a user heard the end, all devices of that user do. */
  private void forget(TransferState.Open open, PartyMessage.Role role, Notices notices) {
    ServerMessage notice = parties.isHeard(role) ? null : notices.toParties();
    UserSession.of(context.getSystem(), open.user(role))
        .tell(new SessionCommand.CloseTransfer(id, notice));
  }
}
