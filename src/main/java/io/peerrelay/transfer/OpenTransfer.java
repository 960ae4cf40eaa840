package io.peerrelay.transfer;

import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.javadsl.CommandHandlerWithReplyBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.TransferInfo;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.Via;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.TransferSettings;
import io.peerrelay.transfer.PartyMessage.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** What a {@link Transfer} does between its offer and its end, but for moving the bytes. */
final class OpenTransfer {
  /** So often an offer is passed on: the session may be on its way to another node. */
  private static final int PASSED_ON = 4;

  private final ActorContext<TransferCommand> context;
  private final EffectFactories<TransferEvent, TransferState> effects;
  private final TransferId id;
  private final TransferSettings settings;
  private final Parties parties;
  private final Ending ending;
  private final Arrivals arrivals;
  private final Chronicle chronicle;
  private final Consumer<Duration> expireAfter;

  /** How often the receiver's session did not answer. */
  private int unanswered;

  /**
   * @param expireAfter sets when {@link TransferCommand.Expire} comes
   */
  OpenTransfer(
      ActorContext<TransferCommand> context,
      EffectFactories<TransferEvent, TransferState> effects,
      TransferId id,
      TransferSettings settings,
      Parties parties,
      Ending ending,
      Arrivals arrivals,
      Chronicle chronicle,
      Consumer<Duration> expireAfter) {
    this.context = context;
    this.effects = effects;
    this.id = id;
    this.settings = settings;
    this.parties = parties;
    this.ending = ending;
    this.arrivals = arrivals;
    this.chronicle = chronicle;
    this.expireAfter = expireAfter;
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
        .onCommand(TransferCommand.Describe.class, this::onDescribe)
        .onCommand(TransferCommand.Expire.class, this::onExpire);
  }

  private ReplyEffect<TransferEvent, TransferState> onOffer(
      TransferState.Open open, TransferCommand.Offer command) {
    return refuse(command, ErrorCode.ALREADY_ANSWERED.because("It was offered already."));
  }

  /** Shows the offer to its receiver's session, which takes it once however often it comes. */
  void passOn(TransferState.Open open) {
    context.ask(
        SessionCommand.Presence.class,
        UserSession.of(context.getSystem(), open.to()),
        Transfer.SESSION_TIMEOUT,
        replyTo -> new SessionCommand.Offer(open.offer(id), replyTo),
        (reply, failure) -> new TransferCommand.OfferPassedOn(reply));
  }

  private ReplyEffect<TransferEvent, TransferState> onOfferPassedOn(
      TransferState.Open open, TransferCommand.OfferPassedOn command) {
    if (command.shown() == SessionCommand.Presence.ONLINE || open.isAccepted())
      return effects.noReply();
    if (command.shown() == null && ++unanswered < PASSED_ON) {
      passOn(open);
      return effects.noReply();
    }
    String reason = command.shown() == null ? "not delivered in time" : open.to() + " went offline";
    return ending.byRelay(open, new TransferEvent.Cancelled(ServerMessage.Cancelled.RELAY, reason));
  }

  private ReplyEffect<TransferEvent, TransferState> onAccept(
      TransferState.Open open, TransferCommand.Accept command) {
    Asker asker = command.asker();
    if (!asker.user().equals(open.to())) return refuse(command, TransferProblem.notYours("accept"));
    if (open.isAccepted()) return refuse(command, TransferProblem.alreadyAnswered());
    if (command.files() != null
        && command.files().stream().anyMatch(index -> index >= open.offered().size()))
      return refuse(command, TransferProblem.noSuchFile(command.files(), open));
    TransferEvent.Accepted event = new TransferEvent.Accepted(Instant.now(), command.files());
    TransferState.Open accepted = open.accepted(event);
    if (command.offset() > accepted.total())
      return refuse(command, TransferProblem.pastEnd(command.offset(), accepted));
    return effects
        .persist(event)
        .thenRun(
            () -> {
              ending.closeOffer(open, new ServerMessage.Withdrawn(id, "acceptedElsewhere"), asker);
              UserSession.of(context.getSystem(), open.to())
                  .tell(new SessionCommand.OpenTransfer(id));
              chronicle.accepted(accepted);
              expireAfter.accept(settings.lifetime());
              if (command.via() == Via.HTTP) arrivals.invite(accepted, Role.RECEIVER, asker);
              else arrivals.join(accepted, Role.RECEIVER, asker, command.offset());
            })
        .thenReply(command.replyTo(), after -> new TransferReply.Taken());
  }

  private ReplyEffect<TransferEvent, TransferState> onDecline(
      TransferState.Open open, TransferCommand.Decline command) {
    if (!command.asker().user().equals(open.to()))
      return refuse(command, TransferProblem.notYours("decline"));
    if (open.isAccepted()) return refuse(command, TransferProblem.alreadyAnswered());
    return ending.by(open, command, new TransferEvent.Declined(command.reason()));
  }

  private ReplyEffect<TransferEvent, TransferState> onCancel(
      TransferState.Open open, TransferCommand.Cancel command) {
    Username by = command.asker().user();
    if (open.role(by).isEmpty()) return refuse(command, TransferProblem.notYours("cancel"));
    return ending.by(open, command, new TransferEvent.Cancelled(by.value(), command.reason()));
  }

  private ReplyEffect<TransferEvent, TransferState> onDescribe(
      TransferState.Open open, TransferCommand.Describe command) {
    if (open.role(command.user()).isEmpty())
      return effects.reply(
          command.replyTo(), new TransferReply.Refused(TransferProblem.noSuchTransfer(id)));
    TransferInfo.Status status =
        !open.isAccepted()
            ? TransferInfo.Status.OFFERED
            : parties.isRunning() ? TransferInfo.Status.RUNNING : TransferInfo.Status.PAUSED;
    return effects.reply(
        command.replyTo(),
        new TransferReply.Described(
            new TransferInfo(
                id,
                open.from(),
                open.to(),
                open.files(),
                status,
                open.checkpoints().furthest(),
                open.total(),
                open.endsAt(settings.lifetime())),
            arrivals.begin(open)));
  }

  private ReplyEffect<TransferEvent, TransferState> onExpire(
      TransferState.Open open, TransferCommand.Expire command) {
    Duration left = Duration.between(Instant.now(), open.endsAt(settings.lifetime()));
    if (left.toMillis() > 0) {
      expireAfter.accept(left);
      return effects.noReply();
    }
    if (!open.isAccepted()) return ending.byRelay(open, new TransferEvent.Expired());
    return ending.byRelay(
        open, new TransferEvent.Cancelled(ServerMessage.Cancelled.RELAY, "expired"));
  }

  private ReplyEffect<TransferEvent, TransferState> refuse(
      TransferCommand.Request request, Problem problem) {
    return effects.reply(request.replyTo(), new TransferReply.Refused(problem));
  }
}
