package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.CommandHandlerWithReplyBuilder;
import akka.persistence.typed.javadsl.EffectBuilder;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.SignalHandler;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.TransferSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * One offer of files from one user to another, and what became of it. The offer, the answer and the
 * end are durable before anybody is told; which connections take part, and the digests they claim,
 * are of this moment and live in fields. A side whose connection stops is gone, and its transfer is
 * cancelled.
 *
 * <p>A reply only says whether the request was taken; what follows from it reaches both connections
 * as {@link PartyMessage}s, in order.
 */
public final class Transfer
    extends EventSourcedBehaviorWithEnforcedReplies<TransferCommand, TransferEvent, TransferState> {
  public static final EntityTypeKey<TransferCommand> TYPE =
      EntityTypeKey.create(TransferCommand.class, "Transfer");

  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(5);

  private final ActorContext<TransferCommand> context;
  private final TimerScheduler<TransferCommand> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final TransferId id;
  private final TransferSettings settings;
  private final Parties parties;
  private Sha256 sent;
  private Sha256 received;

  public static void init(ActorSystem<?> system, TransferSettings settings) {
    ClusterSharding.get(system)
        .init(
            Entity.of(
                    TYPE,
                    entity ->
                        create(new TransferId(entity.getEntityId()), entity.getShard(), settings))
                .withStopMessage(new TransferCommand.Stop()));
  }

  public static EntityRef<TransferCommand> of(ActorSystem<?> system, TransferId transfer) {
    return ClusterSharding.get(system).entityRefFor(TYPE, transfer.value());
  }

  static Behavior<TransferCommand> create(
      TransferId id, ActorRef<ClusterSharding.ShardCommand> shard, TransferSettings settings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Transfer(context, timers, shard, id, settings)));
  }

  private Transfer(
      ActorContext<TransferCommand> context,
      TimerScheduler<TransferCommand> timers,
      ActorRef<ClusterSharding.ShardCommand> shard,
      TransferId id,
      TransferSettings settings) {
    super(
        PersistenceId.of(TYPE.name(), id.value()),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
    this.context = context;
    this.timers = timers;
    this.shard = shard;
    this.id = id;
    this.settings = settings;
    this.parties = new Parties(context);
  }

  @Override
  public TransferState emptyState() {
    return new TransferState.Unknown();
  }

  @Override
  public CommandHandlerWithReply<TransferCommand, TransferEvent, TransferState> commandHandler() {
    CommandHandlerWithReplyBuilder<TransferCommand, TransferEvent, TransferState> handlers =
        newCommandHandlerWithReplyBuilder();
    handlers
        .forStateType(TransferState.Unknown.class)
        .onCommand(TransferCommand.Offer.class, this::onOffer)
        .onCommand(TransferCommand.PresenceKnown.class, this::onPresenceKnown);
    handlers
        .forStateType(TransferState.Open.class)
        .onCommand(
            TransferCommand.Offer.class,
            (open, command) ->
                refuse(command, ErrorCode.ALREADY_ANSWERED.because("Offered already")))
        .onCommand(TransferCommand.OfferPassedOn.class, this::onOfferPassedOn)
        .onCommand(TransferCommand.Accept.class, this::onAccept)
        .onCommand(TransferCommand.Decline.class, this::onDecline)
        .onCommand(TransferCommand.Cancel.class, this::onCancel)
        .onCommand(TransferCommand.Finish.class, this::onFinish)
        .onCommand(TransferCommand.ConfirmReceipt.class, this::onConfirmReceipt)
        .onCommand(TransferCommand.Fail.class, this::onFail)
        .onCommand(TransferCommand.PartyGone.class, this::onPartyGone)
        .onCommand(TransferCommand.Expire.class, this::onExpire);
    handlers
        .forAnyState()
        .onCommand(TransferCommand.Request.class, this::onUnknown)
        .onCommand(TransferCommand.Stop.class, () -> Effect().stop().thenNoReply())
        .onCommand(TransferCommand.class, () -> Effect().noReply());
    return handlers.build();
  }

  @Override
  public EventHandler<TransferState, TransferEvent> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onEvent(TransferEvent.Offered.class, (state, event) -> TransferState.Open.of(event))
        .onEvent(
            TransferEvent.Accepted.class,
            (state, event) -> ((TransferState.Open) state).accepted(event.at()))
        .onEvent(TransferEvent.End.class, event -> new TransferState.Ended())
        .build();
  }

  /**
   * An offer may expire while nobody is awake; and what a restarted relay finds open has lost both
   * its sides.
   */
  @Override
  public SignalHandler<TransferState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              if (!(state instanceof TransferState.Open open)) return;
              startExpiry(open);
              if (!parties.hasSender())
                context.getSelf().tell(new TransferCommand.PartyGone(PartyMessage.Role.SENDER));
            })
        .build();
  }

  private ReplyEffect<TransferEvent, TransferState> onOffer(
      TransferState.Unknown state, TransferCommand.Offer command) {
    context.ask(
        UserSession.Presence.class,
        UserSession.of(context.getSystem(), command.to()),
        SESSION_TIMEOUT,
        UserSession.AskPresence::new,
        (presence, failure) -> new TransferCommand.PresenceKnown(command, presence));
    return Effect().noReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onPresenceKnown(
      TransferState.Unknown state, TransferCommand.PresenceKnown command) {
    TransferCommand.Offer offer = command.offer();
    if (command.presence() != UserSession.Presence.ONLINE) {
      passivate();
      return refuse(offer, TransferProblem.notOnline(offer.to(), command.presence()));
    }
    Instant expiresAt = Instant.now().plus(settings.offerLifetime());
    return Effect()
        .persist(
            new TransferEvent.Offered(
                offer.by(), offer.to(), offer.files(), offer.note(), expiresAt))
        .thenRun(
            after -> {
              parties.join(PartyMessage.Role.SENDER, offer.sender());
              parties.offered(new PartyMessage.Offered(id, expiresAt));
              startExpiry((TransferState.Open) after);
              passOn((TransferState.Open) after);
            })
        .thenReply(offer.replyTo(), after -> new TransferReply.Taken());
  }

  private void passOn(TransferState.Open open) {
    context.ask(
        UserSession.Presence.class,
        UserSession.of(context.getSystem(), open.to()),
        SESSION_TIMEOUT,
        replyTo -> new UserSession.Offer(open.offer(id), replyTo),
        (reply, failure) -> new TransferCommand.OfferPassedOn(reply));
  }

  private ReplyEffect<TransferEvent, TransferState> onOfferPassedOn(
      TransferState.Open open, TransferCommand.OfferPassedOn command) {
    if (command.shown() == UserSession.Presence.ONLINE) return Effect().noReply();
    String reason = command.shown() == null ? "not delivered in time" : open.to() + " went offline";
    return end(open, new TransferEvent.Cancelled(ServerMessage.Cancelled.RELAY, reason))
        .thenNoReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onAccept(
      TransferState.Open open, TransferCommand.Accept command) {
    if (!command.by().equals(open.to())) return refuse(command, TransferProblem.notYours("accept"));
    if (open.isAccepted()) return refuse(command, TransferProblem.alreadyAnswered());
    return Effect()
        .persist(new TransferEvent.Accepted(Instant.now()))
        .thenRun(
            after -> {
              timers.cancel(TransferCommand.Expire.class);
              parties.join(PartyMessage.Role.RECEIVER, command.receiver());
              closeOffer(
                  open, new ServerMessage.Withdrawn(id, "acceptedElsewhere"), command.device());
              parties.open(id, open.files());
            })
        .thenReply(command.replyTo(), after -> new TransferReply.Taken());
  }

  private ReplyEffect<TransferEvent, TransferState> onDecline(
      TransferState.Open open, TransferCommand.Decline command) {
    if (!command.by().equals(open.to()))
      return refuse(command, TransferProblem.notYours("decline"));
    if (open.isAccepted()) return refuse(command, TransferProblem.alreadyAnswered());
    return end(
            open, new TransferEvent.Declined(command.reason()), command.asker(), command.device())
        .thenReply(command.replyTo(), after -> new TransferReply.Taken());
  }

  private ReplyEffect<TransferEvent, TransferState> onCancel(
      TransferState.Open open, TransferCommand.Cancel command) {
    if (open.role(command.by()).isEmpty())
      return refuse(command, TransferProblem.notYours("cancel"));
    return end(
            open,
            new TransferEvent.Cancelled(command.by().value(), command.reason()),
            command.asker(),
            command.device())
        .thenReply(command.replyTo(), after -> new TransferReply.Taken());
  }

  private ReplyEffect<TransferEvent, TransferState> onFinish(
      TransferState.Open open, TransferCommand.Finish command) {
    if (!command.by().equals(open.from()))
      return refuse(command, TransferProblem.notYours("finish"));
    if (command.seen() == null) return refuse(command, TransferProblem.incomplete(open));
    sent = command.claimed();
    if (sent.equals(command.seen())) return settle(open, command);
    return fail(open, command, "finish says " + sent + ", through came " + command.seen());
  }

  private ReplyEffect<TransferEvent, TransferState> onConfirmReceipt(
      TransferState.Open open, TransferCommand.ConfirmReceipt command) {
    if (!command.by().equals(open.to()))
      return refuse(command, TransferProblem.notYours("confirm"));
    if (!command.complete()) return refuse(command, TransferProblem.incomplete(open));
    received = command.digest();
    return settle(open, command);
  }

  /** Complete as soon as both sides have said the same. */
  private ReplyEffect<TransferEvent, TransferState> settle(
      TransferState.Open open, TransferCommand.Request request) {
    if (sent == null || received == null)
      return Effect().reply(request.replyTo(), new TransferReply.Taken());
    if (!sent.equals(received))
      return fail(open, request, "finish says " + sent + ", received says " + received);
    double seconds = Duration.between(open.acceptedAt(), Instant.now()).toMillis() / 1000.0;
    return end(open, new TransferEvent.Completed(open.total(), sent, seconds))
        .thenReply(request.replyTo(), after -> new TransferReply.Taken());
  }

  private ReplyEffect<TransferEvent, TransferState> fail(
      TransferState.Open open, TransferCommand.Request request, String mismatch) {
    return end(open, new TransferEvent.Failed(TransferProblem.mismatch(mismatch)))
        .thenReply(request.replyTo(), after -> new TransferReply.Taken());
  }

  private ReplyEffect<TransferEvent, TransferState> onFail(
      TransferState.Open open, TransferCommand.Fail command) {
    return end(open, new TransferEvent.Failed(command.problem())).thenNoReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onPartyGone(
      TransferState.Open open, TransferCommand.PartyGone command) {
    Username gone = command.role() == PartyMessage.Role.SENDER ? open.from() : open.to();
    return end(open, new TransferEvent.Cancelled(gone.value(), "disconnected")).thenNoReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onExpire(
      TransferState.Open open, TransferCommand.Expire command) {
    if (open.isAccepted()) return Effect().noReply();
    return end(open, new TransferEvent.Expired()).thenNoReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onUnknown(
      TransferState state, TransferCommand.Request request) {
    passivate();
    return refuse(request, TransferProblem.noSuchTransfer(id));
  }

  private EffectBuilder<TransferEvent, TransferState> end(
      TransferState.Open open, TransferEvent.End event) {
    return end(open, event, null, null);
  }

  /**
   * @param asker who is told besides the two sides; null for nobody
   * @param device which device of the receiver knows already that its offer is gone; null for none
   */
  private EffectBuilder<TransferEvent, TransferState> end(
      TransferState.Open open,
      TransferEvent.End event,
      ActorRef<PartyMessage> asker,
      ActorRef<DeviceMessage> device) {
    return Effect()
        .persist(event)
        .thenRun(
            after -> {
              Notices notices = Notices.of(id, open, event);
              parties.end(id, notices.toParties(), asker);
              if (!open.isAccepted()) closeOffer(open, notices.toDevices(), device);
              notices.log(context.getLog());
              passivate();
            });
  }

  private void closeOffer(
      TransferState.Open open, ServerMessage notice, ActorRef<DeviceMessage> except) {
    UserSession.of(context.getSystem(), open.to())
        .tell(new UserSession.CloseOffer(id, notice, except));
  }

  private void startExpiry(TransferState.Open open) {
    if (open.isAccepted()) return;
    Duration left = Duration.between(Instant.now(), open.expiresAt());
    timers.startSingleTimer(
        TransferCommand.Expire.class,
        new TransferCommand.Expire(),
        left.isNegative() ? Duration.ZERO : left);
  }

  private void passivate() {
    shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
  }

  private ReplyEffect<TransferEvent, TransferState> refuse(
      TransferCommand.Request request, Problem problem) {
    return Effect().reply(request.replyTo(), new TransferReply.Refused(problem));
  }
}
