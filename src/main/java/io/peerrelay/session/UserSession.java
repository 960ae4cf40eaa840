package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.BackoffSupervisorStrategy;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventHandlerBuilder;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import io.peerrelay.journal.DeepStacks;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands for one user: knows the user's devices, delivers to them, and keeps across restarts what a
 * reconnect needs (the offers that wait for an answer). While a device is attached it is registered
 * with the Receptionist under {@link #serviceKey}; without devices and without anything waiting it
 * passivates.
 *
 * <p>The devices are a field, not state: they are actor references of this moment. They survive a
 * restart after a failed write, because that restarts the behaviour around this object, not the
 * object.
 */
public final class UserSession
    extends EventSourcedBehavior<SessionCommand, SessionEvent, SessionState> {
  public static final EntityTypeKey<SessionCommand> TYPE =
      EntityTypeKey.create(SessionCommand.class, "UserSession");

  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final SessionCommand.CheckIdle CHECK_IDLE = new SessionCommand.CheckIdle();

  // What all sessions can share is made once: there are as many as users.
  private static final BackoffSupervisorStrategy RETRY =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);
  private static final RetentionCriteria RETENTION =
      RetentionCriteria.snapshotEvery(50, 1).withDeleteEventsOnSnapshot();
  private static final CommandHandlers COMMAND_HANDLERS = newCommandHandlers();
  private static final EventHandler<SessionState, SessionEvent> EVENT_HANDLER = newEventHandler();

  private final ActorContext<SessionCommand> context;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final TimerScheduler<SessionCommand> timers;
  private final Devices devices = new Devices();
  private final OfferHandlers offerHandlers;
  private final ConversationHandlers conversationHandlers;
  private final ContactHandlers contactHandlers;
  private final Registration registration;
  private boolean stopping;

  /**
   * @param openAtOnce how many offers may wait for one user
   */
  public static void init(ActorSystem<?> system, int openAtOnce) {
    ClusterSharding.get(system)
        .init(
            Entity.of(TYPE, entity -> create(entity.getEntityId(), entity.getShard(), openAtOnce))
                .withEntityProps(DeepStacks.DISPATCHER)
                .withStopMessage(new SessionCommand.Stop()));
  }

  public static EntityRef<SessionCommand> of(ActorSystem<?> system, Username username) {
    return ClusterSharding.get(system).entityRefFor(TYPE, username.key());
  }

  /** Under this key a session is registered while its user is connected. */
  public static ServiceKey<SessionCommand> serviceKey(Username username) {
    return serviceKey(username.key());
  }

  private static ServiceKey<SessionCommand> serviceKey(String key) {
    return ServiceKey.create(SessionCommand.class, "user-" + key);
  }

  static Behavior<SessionCommand> create(
      String key, ActorRef<ClusterSharding.ShardCommand> shard, int openAtOnce) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new UserSession(context, timers, key, shard, openAtOnce)));
  }

  private UserSession(
      ActorContext<SessionCommand> context,
      TimerScheduler<SessionCommand> timers,
      String key,
      ActorRef<ClusterSharding.ShardCommand> shard,
      int openAtOnce) {
    super(PersistenceId.of(TYPE.name(), key), RETRY);
    this.context = context;
    this.registration =
        new Registration(context, serviceKey(key), SessionCommand.Deregistered::new);
    this.shard = shard;
    this.offerHandlers = new OfferHandlers(Effect(), devices, openAtOnce);
    this.conversationHandlers = new ConversationHandlers(Effect(), devices);
    this.contactHandlers = new ContactHandlers(Effect(), devices, registration);
    this.timers = timers;
  }

  @Override
  public SessionState emptyState() {
    return SessionState.NONE;
  }

  @Override
  public CommandHandler<SessionCommand, SessionEvent, SessionState> commandHandler() {
    return (state, command) -> COMMAND_HANDLERS.handle(this, state, command);
  }

  private static CommandHandlers newCommandHandlers() {
    CommandHandlers all = new CommandHandlers();
    OfferHandlers.addTo(all.of(session -> session.offerHandlers));
    ConversationHandlers.addTo(all.of(session -> session.conversationHandlers));
    ContactHandlers.addTo(all.of(session -> session.contactHandlers));
    all.of(session -> session)
        .onCommand(SessionCommand.Attach.class, UserSession::onAttach)
        .onCommand(
            SessionCommand.EndAll.class, (session, state, command) -> session.onEndAll(command))
        .onCommand(SessionCommand.End.class, (session, state, command) -> session.onEnd(command))
        .onCommand(
            SessionCommand.ListDevices.class,
            (session, state, command) -> session.onListDevices(command))
        .onCommand(SessionCommand.DeviceGone.class, UserSession::onDeviceGone)
        .onCommand(
            SessionCommand.CheckIdle.class, (session, state, command) -> session.onCheckIdle(state))
        .onCommand(
            SessionCommand.Deregistered.class,
            (session, state, command) -> session.onDeregistered())
        .onCommand(SessionCommand.Stop.class, (session, state, command) -> session.onStop());
    return all;
  }

  @Override
  public EventHandler<SessionState, SessionEvent> eventHandler() {
    return EVENT_HANDLER;
  }

  private static EventHandler<SessionState, SessionEvent> newEventHandler() {
    EventHandlerBuilder<SessionState, SessionEvent> builder = EventHandlerBuilder.builder();
    builder
        .forAnyState()
        .onEvent(SessionEvent.OfferArrived.class, (offers, event) -> offers.with(event.offer()))
        .onEvent(
            SessionEvent.OfferClosed.class, (offers, event) -> offers.without(event.transfer()))
        .onEvent(
            SessionEvent.TransferOpened.class, (offers, event) -> offers.opened(event.transfer()))
        .onEvent(
            SessionEvent.TransferClosed.class, (offers, event) -> offers.closed(event.transfer()))
        .onEvent(
            SessionEvent.ConversationEntered.class,
            (state, event) -> state.entered(event.conversation(), event.at()))
        .onEvent(
            SessionEvent.MessagesRead.class,
            (state, event) -> state.read(event.conversation(), event.seq()))
        .onEvent(
            SessionEvent.ConversationLeft.class, (state, event) -> state.left(event.conversation()))
        .onEvent(
            SessionEvent.ContactSet.class,
            (state, event) -> state.with(event.username(), event.standing()))
        .onEvent(
            SessionEvent.VisibilitySet.class,
            (state, event) -> state.with(new SessionState.Visibility(!event.visible(), event.at())))
        .onEvent(
            SessionEvent.LastSeen.class,
            (state, event) -> state.with(new SessionState.Visibility(false, event.at())));
    return builder.build();
  }

  @Override
  public SignalHandler<SessionState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .build();
  }

  /** Devices are there after a failed write only; what it was about may have been stored. */
  private void onRecovered(SessionState state) {
    state.openAt(Instant.now()).forEach(offer -> devices.push(offer, null));
    checkIdle();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RETENTION;
  }

  private Effect<SessionEvent, SessionState> onAttach(
      SessionState offers, SessionCommand.Attach command) {
    if (stopping)
      return Effect().none(); // The device watches this session and attaches to its successor.
    if (devices.hasEnded(command.session())) {
      command.device().tell(new DeviceMessage.End("ended by its user"));
      return Effect().none();
    }
    boolean isNew = devices.add(command.device(), command.session());
    if (isNew) context.watchWith(command.device(), new SessionCommand.DeviceGone(command.device()));
    if (!offers.visibility().hidden()) registration.enter();
    command.device().tell(new DeviceMessage.Attached(context.getSelf(), offers.channels()));
    Instant now = Instant.now();
    for (ServerMessage.Offer offer : offers.openAt(now))
      command.device().tell(new DeviceMessage.Push(offer));
    if (isNew && command.again()) devices.tellMissed(command.device());
    List<SessionEvent> expired = new ArrayList<>();
    offers
        .expiredAt(now)
        .forEach(offer -> expired.add(new SessionEvent.OfferClosed(offer.transfer())));
    return Effect().persist(expired);
  }

  private Effect<SessionEvent, SessionState> onEndAll(SessionCommand.EndAll command) {
    devices.tell(new DeviceMessage.End(command.reason()));
    return Effect().none();
  }

  private Effect<SessionEvent, SessionState> onEnd(SessionCommand.End command) {
    devices.end(command.session(), new DeviceMessage.End(command.reason()));
    return Effect().none();
  }

  private Effect<SessionEvent, SessionState> onListDevices(SessionCommand.ListDevices command) {
    command.replyTo().tell(new SessionCommand.Online(devices.sessions()));
    return Effect().none();
  }

  private Effect<SessionEvent, SessionState> onDeviceGone(
      SessionState state, SessionCommand.DeviceGone command) {
    devices.remove(command.device());
    if (!devices.isEmpty()) return Effect().none();
    checkIdle();
    registration.leave();
    return state.visibility().hidden()
        ? Effect().none()
        : Effect().persist(new SessionEvent.LastSeen(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
  }

  /** From now on and then; while a device is attached there is nothing to look for. */
  private void checkIdle() {
    timers.startTimerWithFixedDelay(CHECK_IDLE, IDLE);
  }

  private Effect<SessionEvent, SessionState> onDeregistered() {
    registration.left();
    return stopping ? Effect().stop() : Effect().none();
  }

  private Effect<SessionEvent, SessionState> onCheckIdle(SessionState offers) {
    devices.forgetMissed();
    if (!devices.isEmpty()) {
      timers.cancel(CHECK_IDLE); // Goes on when the last device is gone.
      return Effect().none();
    }
    boolean waiting = !offers.openAt(Instant.now()).isEmpty();
    if (!registration.isEntered() && !waiting)
      shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    return Effect().none();
  }

  /** An entry of the Receptionist that outlives its actor leaks: first out of there, then stop. */
  private Effect<SessionEvent, SessionState> onStop() {
    if (!registration.isEntered()) return Effect().stop();
    stopping = true;
    registration.leave();
    return Effect().none();
  }
}
