package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.javadsl.CommandHandlerWithReplyBuilder;
import akka.persistence.typed.javadsl.EffectBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.UserSession;
import java.time.Duration;
import java.time.Instant;

/** What a {@link Transfer} does between its offer and its end. */
final class OpenTransfer {
  private final ActorContext<TransferCommand> context;
  private final EffectFactories<TransferEvent, TransferState> effects;
  private final TransferId id;
  private final Parties parties;
  private final Runnable passivate;
  private Sha256 sent;
  private Sha256 received;

  /**
   * @param passivate is called after the end
   */
  OpenTransfer(
      ActorContext<TransferCommand> context,
      EffectFactories<TransferEvent, TransferState> effects,
      TransferId id,
      Parties parties,
      Runnable passivate) {
    this.context = context;
    this.effects = effects;
    this.id = id;
    this.parties = parties;
    this.passivate = passivate;
  }

  void addTo(
      CommandHandlerWithReplyBuilder<TransferCommand, TransferEvent, TransferState> handlers) {
    handlers
        .forStateType(TransferState.Open.class)
        .onCommand(TransferCommand.Offer.class, this::onOffer)
        .onCommand(TransferCommand.OfferPassedOn.class, this::onOfferPassedOn)
        .onCommand(TransferCommand.Accept.class, this::onAccept)
        .onCommand(TransferCommand.Decline.class, this::onDecline)
        .onCommand(TransferCommand.Cancel.class, this::onCancel)
        .onCommand(TransferCommand.Finish.class, this::onFinish)
        .onCommand(TransferCommand.ConfirmReceipt.class, this::onConfirmReceipt)
        .onCommand(TransferCommand.Fail.class, this::onFail)
        .onCommand(TransferCommand.PartyGone.class, this::onPartyGone)
        .onCommand(TransferCommand.Expire.class, this::onExpire);
  }

  private ReplyEffect<TransferEvent, TransferState> onOffer(
      TransferState.Open open, TransferCommand.Offer command) {
    return refuse(command, ErrorCode.ALREADY_ANSWERED.because("It was offered already."));
  }

  private ReplyEffect<TransferEvent, TransferState> onOfferPassedOn(
      TransferState.Open open, TransferCommand.OfferPassedOn command) {
    if (command.shown() == UserSession.Presence.ONLINE || open.isAccepted())
      return effects.noReply();
    String reason = command.shown() == null ? "not delivered in time" : open.to() + " went offline";
    return end(open, new TransferEvent.Cancelled(ServerMessage.Cancelled.RELAY, reason), null)
        .thenNoReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onAccept(
      TransferState.Open open, TransferCommand.Accept command) {
    Asker asker = command.asker();
    if (!asker.user().equals(open.to())) return refuse(command, TransferProblem.notYours("accept"));
    if (open.isAccepted()) return refuse(command, TransferProblem.alreadyAnswered());
    return effects
        .persist(new TransferEvent.Accepted(Instant.now()))
        .thenRun(
            () -> {
              parties.join(PartyMessage.Role.RECEIVER, asker);
              closeOffer(open, new ServerMessage.Withdrawn(id, "acceptedElsewhere"), asker);
              parties.open(open.files());
            })
        .thenReply(command.replyTo(), after -> new TransferReply.Taken());
  }

  private ReplyEffect<TransferEvent, TransferState> onDecline(
      TransferState.Open open, TransferCommand.Decline command) {
    if (!command.asker().user().equals(open.to()))
      return refuse(command, TransferProblem.notYours("decline"));
    if (open.isAccepted()) return refuse(command, TransferProblem.alreadyAnswered());
    return end(open, command, new TransferEvent.Declined(command.reason()));
  }

  private ReplyEffect<TransferEvent, TransferState> onCancel(
      TransferState.Open open, TransferCommand.Cancel command) {
    Username by = command.asker().user();
    if (open.role(by).isEmpty()) return refuse(command, TransferProblem.notYours("cancel"));
    return end(open, command, new TransferEvent.Cancelled(by.value(), command.reason()));
  }

  private ReplyEffect<TransferEvent, TransferState> onFinish(
      TransferState.Open open, TransferCommand.Finish command) {
    if (!command.asker().user().equals(open.from()))
      return refuse(command, TransferProblem.notYours("finish"));
    if (command.seen() == null) return refuse(command, TransferProblem.incomplete(open));
    sent = command.claimed();
    if (!sent.equals(command.seen()))
      return fail(open, command, "finish says " + sent + ", through came " + command.seen());
    parties.awaitsEnd(PartyMessage.Role.SENDER, command.asker());
    return settle(open, command);
  }

  private ReplyEffect<TransferEvent, TransferState> onConfirmReceipt(
      TransferState.Open open, TransferCommand.ConfirmReceipt command) {
    if (!command.asker().user().equals(open.to()))
      return refuse(command, TransferProblem.notYours("confirm"));
    if (!command.complete()) return refuse(command, TransferProblem.incomplete(open));
    received = command.digest();
    parties.awaitsEnd(PartyMessage.Role.RECEIVER, command.asker());
    return settle(open, command);
  }

  /** Complete as soon as both sides have said the same. */
  private ReplyEffect<TransferEvent, TransferState> settle(
      TransferState.Open open, TransferCommand.Request request) {
    if (sent == null || received == null)
      return effects.reply(request.replyTo(), new TransferReply.Taken());
    if (!sent.equals(received))
      return fail(open, request, "finish says " + sent + ", received says " + received);
    double seconds = Duration.between(open.acceptedAt(), Instant.now()).toMillis() / 1000.0;
    return end(open, request, new TransferEvent.Completed(open.total(), sent, seconds));
  }

  private ReplyEffect<TransferEvent, TransferState> fail(
      TransferState.Open open, TransferCommand.Request request, String mismatch) {
    return end(open, request, new TransferEvent.Failed(TransferProblem.mismatch(mismatch)));
  }

  private ReplyEffect<TransferEvent, TransferState> onFail(
      TransferState.Open open, TransferCommand.Fail command) {
    return end(open, new TransferEvent.Failed(command.problem()), null).thenNoReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onPartyGone(
      TransferState.Open open, TransferCommand.PartyGone command) {
    parties.leave(command.role());
    Username gone = command.role() == PartyMessage.Role.SENDER ? open.from() : open.to();
    return end(open, new TransferEvent.Cancelled(gone.value(), "disconnected"), null).thenNoReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onExpire(
      TransferState.Open open, TransferCommand.Expire command) {
    if (open.isAccepted()) return effects.noReply();
    return end(open, new TransferEvent.Expired(), null).thenNoReply();
  }

  private ReplyEffect<TransferEvent, TransferState> end(
      TransferState.Open open, TransferCommand.Request request, TransferEvent.End event) {
    return end(open, event, request.asker())
        .thenReply(request.replyTo(), after -> new TransferReply.Taken());
  }

  /**
   * @param asker whose request ended it; null for nobody's
   */
  private EffectBuilder<TransferEvent, TransferState> end(
      TransferState.Open open, TransferEvent.End event, Asker asker) {
    return effects
        .persist(event)
        .thenRun(
            () -> {
              Notices notices = Notices.of(id, open, event);
              parties.end(notices.toParties(), asker);
              if (!open.isAccepted()) closeOffer(open, notices.toDevices(), asker);
              notices.log(context.getLog());
              passivate.run();
            });
  }

  /**
   * @param knowing whose device is told otherwise; null for nobody's
   */
  private void closeOffer(TransferState.Open open, ServerMessage notice, Asker knowing) {
    ActorRef<DeviceMessage> except = knowing == null ? null : knowing.device();
    UserSession.of(context.getSystem(), open.to())
        .tell(new UserSession.CloseOffer(id, notice, except));
  }

  private ReplyEffect<TransferEvent, TransferState> refuse(
      TransferCommand.Request request, Problem problem) {
    return effects.reply(request.replyTo(), new TransferReply.Refused(problem));
  }
}
