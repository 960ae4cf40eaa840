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
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.SignalHandler;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.TransferSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * One offer of files from one user to another, and what became of it. The offer, the answer and the
 * end are durable before anybody is told; which connections take part, and the digests they claim,
 * are of this moment and live in fields, which survive a restart after a failed write. A side whose
 * connection stops is gone, and its transfer is cancelled.
 *
 * <p>A reply only says whether the request was taken; what follows from it reaches both connections
 * as {@link PartyMessage}s, in order.
 */
public final class Transfer
    extends EventSourcedBehaviorWithEnforcedReplies<TransferCommand, TransferEvent, TransferState> {
  public static final EntityTypeKey<TransferCommand> TYPE =
      EntityTypeKey.create(TransferCommand.class, "Transfer");

  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(5);

  /** After it an entity that was awakened, and to which nothing happened, sleeps again. */
  private static final Duration UNUSED = Duration.ofMinutes(1);

  private final ActorContext<TransferCommand> context;
  private final TimerScheduler<TransferCommand> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final TransferId id;
  private final TransferSettings settings;
  private final Parties parties;
  private final OpenTransfer whileOpen;

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
    this.parties = new Parties(context, id);
    this.whileOpen = new OpenTransfer(context, Effect(), id, parties, this::passivate);
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
    whileOpen.addTo(handlers);
    handlers
        .forAnyState()
        .onCommand(TransferCommand.Stop.class, () -> Effect().stop().thenNoReply())
        .onCommand(TransferCommand.Request.class, this::onTooLate)
        .onCommand(TransferCommand.class, this::onNothingToDo);
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
   * An offer may expire while nobody is awake; what a restarted relay finds open has lost both its
   * sides; and after a failed write one may be gone whose going could not be kept.
   */
  @Override
  public SignalHandler<TransferState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              if (state instanceof TransferState.Open open) {
                expireAfter(left(open));
                parties
                    .missing(open)
                    .ifPresent(role -> context.getSelf().tell(new TransferCommand.PartyGone(role)));
              } else {
                expireAfter(UNUSED);
              }
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
                offer.asker().user(), offer.to(), offer.files(), offer.note(), expiresAt))
        .thenRun(
            after -> {
              parties.join(PartyMessage.Role.SENDER, offer.asker());
              parties.offered(expiresAt);
              expireAfter(left((TransferState.Open) after));
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

  private ReplyEffect<TransferEvent, TransferState> onTooLate(
      TransferState state, TransferCommand.Request request) {
    passivate();
    return refuse(request, TransferProblem.noSuchTransfer(id));
  }

  private ReplyEffect<TransferEvent, TransferState> onNothingToDo(
      TransferState state, TransferCommand command) {
    if (!(state instanceof TransferState.Open)) passivate();
    return Effect().noReply();
  }

  private static Duration left(TransferState.Open open) {
    Duration left = Duration.between(Instant.now(), open.expiresAt());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void expireAfter(Duration time) {
    timers.startSingleTimer(TransferCommand.Expire.class, new TransferCommand.Expire(), time);
  }

  private void passivate() {
    shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
  }

  private ReplyEffect<TransferEvent, TransferState> refuse(
      TransferCommand.Request request, Problem problem) {
    return Effect().reply(request.replyTo(), new TransferReply.Refused(problem));
  }
}
