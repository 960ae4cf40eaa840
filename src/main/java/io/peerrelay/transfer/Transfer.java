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
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import io.peerrelay.journal.DeepStacks;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.TransferSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * One offer of files from one user to another, and what became of it. The offer, the answer, the
 * checkpoints on the way and the end are durable before anybody is told; which connections take
 * part, and the digests they claim, are of this moment and live in fields, which survive a restart
 * after a failed write. It outlives its connections: a side that is gone may resume.
 *
 * <p>A reply only says whether the request was taken; what follows from it reaches both connections
 * as {@link PartyMessage}s, in order.
 */
public final class Transfer
    extends EventSourcedBehaviorWithEnforcedReplies<TransferCommand, TransferEvent, TransferState> {
  public static final EntityTypeKey<TransferCommand> TYPE =
      EntityTypeKey.create(TransferCommand.class, "Transfer");

  static final Duration SESSION_TIMEOUT = Duration.ofSeconds(5);

  /** After it an entity that was awakened, and to which nothing happened, sleeps again. */
  private static final Duration UNUSED = Duration.ofMinutes(1);

  private final ActorContext<TransferCommand> context;
  private final TimerScheduler<TransferCommand> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final TransferId id;
  private final TransferSettings settings;
  private final Parties parties;
  private final OpenTransfer whileOpen;
  private final Chronicle chronicle;
  private final Settlement settlement;
  private final Delivery delivery;
  private final Arrivals arrivals;
  private final EndedTransfer afterwards;

  /**
   * @param news hears of each offer, and of what became of it
   */
  public static void init(ActorSystem<?> system, TransferSettings settings, OfferNews news) {
    ClusterSharding.get(system)
        .init(
            Entity.of(
                    TYPE,
                    entity ->
                        create(
                            new TransferId(entity.getEntityId()),
                            entity.getShard(),
                            settings,
                            news))
                .withEntityProps(DeepStacks.DISPATCHER)
                .withStopMessage(new TransferCommand.Stop()));
  }

  public static EntityRef<TransferCommand> of(ActorSystem<?> system, TransferId transfer) {
    return ClusterSharding.get(system).entityRefFor(TYPE, transfer.value());
  }

  static Behavior<TransferCommand> create(
      TransferId id,
      ActorRef<ClusterSharding.ShardCommand> shard,
      TransferSettings settings,
      OfferNews news) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Transfer(context, timers, shard, id, settings, news)));
  }

  private Transfer(
      ActorContext<TransferCommand> context,
      TimerScheduler<TransferCommand> timers,
      ActorRef<ClusterSharding.ShardCommand> shard,
      TransferId id,
      TransferSettings settings,
      OfferNews news) {
    super(
        PersistenceId.of(TYPE.name(), id.value()),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
    this.context = context;
    this.timers = timers;
    this.shard = shard;
    this.id = id;
    this.settings = settings;
    this.parties = new Parties(context, id);
    this.chronicle = new Chronicle(id, news);
    Ending ending = new Ending(context, Effect(), id, parties, chronicle, this::passivate);
    Tickets tickets = new Tickets(settings.ticketLifetime());
    this.settlement = new Settlement(Effect(), parties, ending);
    this.delivery =
        new Delivery(Effect(), parties, tickets, ending, settlement, new Breaks(timers));
    this.arrivals = new Arrivals(Effect(), id, parties, tickets, delivery);
    this.whileOpen =
        new OpenTransfer(
            context,
            Effect(),
            id,
            settings,
            parties,
            ending,
            arrivals,
            chronicle,
            this::expireAfter);
    this.afterwards = new EndedTransfer(Effect(), id, parties, this::passivate);
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
    arrivals.addTo(handlers);
    delivery.addTo(handlers);
    settlement.addTo(handlers);
    afterwards.addTo(handlers);
    handlers
        .forAnyState()
        .onCommand(TransferCommand.Stop.class, () -> Effect().stop().thenNoReply())
        .onCommand(TransferCommand.Request.class, this::onTooLate)
        .onCommand(TransferCommand.Describe.class, (state, command) -> onUnknown(command.replyTo()))
        .onCommand(TransferCommand.Redeem.class, (state, command) -> onUnknown(command.replyTo()))
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
            (state, event) -> ((TransferState.Open) state).accepted(event))
        .onEvent(
            TransferEvent.CheckpointsReached.class,
            (state, event) -> ((TransferState.Open) state).reached(event))
        .onEvent(
            TransferEvent.End.class, (state, event) -> ended((TransferState.Open) state, event))
        .build();
  }

  private TransferState ended(TransferState.Open open, TransferEvent.End event) {
    return new TransferState.Ended(open.from(), open.to(), Notices.of(id, open, event).toParties());
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(50, 1).withDeleteEventsOnSnapshot();
  }

  /**
   * Its time may have come while nobody was awake; and a session may have missed that it began, or
   * that it was offered.
   */
  @Override
  public SignalHandler<TransferState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              if (state instanceof TransferState.Open open) {
                expireAfter(left(open));
                context.getSelf().tell(new TransferCommand.LookAgain());
                if (!open.isAccepted()) whileOpen.passOn(open);
                for (PartyMessage.Role role : PartyMessage.Role.values())
                  if (role == PartyMessage.Role.SENDER || open.isAccepted())
                    UserSession.of(context.getSystem(), open.user(role))
                        .tell(new SessionCommand.OpenTransfer(id));
              } else {
                expireAfter(UNUSED);
              }
            })
        .build();
  }

  private ReplyEffect<TransferEvent, TransferState> onOffer(
      TransferState.Unknown state, TransferCommand.Offer command) {
    context.ask(
        SessionCommand.Presence.class,
        UserSession.of(context.getSystem(), command.to()),
        SESSION_TIMEOUT,
        replyTo -> new SessionCommand.AskPresence(command.asker().user(), replyTo),
        (presence, failure) -> new TransferCommand.PresenceKnown(command, presence));
    return Effect().noReply();
  }

  private ReplyEffect<TransferEvent, TransferState> onPresenceKnown(
      TransferState.Unknown state, TransferCommand.PresenceKnown command) {
    TransferCommand.Offer offer = command.offer();
    if (command.presence() != SessionCommand.Presence.ONLINE) {
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
              parties.join(PartyMessage.Role.SENDER, offer.asker(), null);
              parties.offered(expiresAt);
              chronicle.offered((TransferState.Open) after);
              UserSession.of(context.getSystem(), offer.asker().user())
                  .tell(new SessionCommand.OpenTransfer(id));
              expireAfter(left((TransferState.Open) after));
              whileOpen.passOn((TransferState.Open) after);
            })
        .thenReply(offer.replyTo(), after -> new TransferReply.Taken());
  }

  private ReplyEffect<TransferEvent, TransferState> onUnknown(ActorRef<TransferReply> replyTo) {
    passivate();
    return Effect().reply(replyTo, new TransferReply.Refused(TransferProblem.noSuchTransfer(id)));
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

  private Duration left(TransferState.Open open) {
    Duration left = Duration.between(Instant.now(), open.endsAt(settings.lifetime()));
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
