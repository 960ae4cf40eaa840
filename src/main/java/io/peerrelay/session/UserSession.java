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
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    extends EventSourcedBehavior<UserSession.Command, SessionEvent, OpenOffers> {
  public static final EntityTypeKey<Command> TYPE =
      EntityTypeKey.create(Command.class, "UserSession");

  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final CheckIdle CHECK_IDLE = new CheckIdle();

  // What all sessions can share is made once: there are as many as users.
  private static final BackoffSupervisorStrategy RETRY =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);
  private static final RetentionCriteria RETENTION =
      RetentionCriteria.snapshotEvery(50, 1).withDeleteEventsOnSnapshot();
  private static final CommandHandlers COMMAND_HANDLERS = newCommandHandlers();
  private static final EventHandler<OpenOffers, SessionEvent> EVENT_HANDLER = newEventHandler();

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Attach.class, name = "attach"),
    @JsonSubTypes.Type(value = Offer.class, name = "offer"),
    @JsonSubTypes.Type(value = CloseOffer.class, name = "closeOffer"),
    @JsonSubTypes.Type(value = AskPresence.class, name = "askPresence"),
    @JsonSubTypes.Type(value = EndAll.class, name = "endAll"),
    @JsonSubTypes.Type(value = OpenTransfer.class, name = "openTransfer"),
    @JsonSubTypes.Type(value = CloseTransfer.class, name = "closeTransfer"),
    @JsonSubTypes.Type(value = ListTransfers.class, name = "listTransfers"),
    @JsonSubTypes.Type(value = Deliver.class, name = "deliver"),
    @JsonSubTypes.Type(value = MarkRead.class, name = "markRead"),
    @JsonSubTypes.Type(value = ListConversations.class, name = "listConversations"),
  })
  public sealed interface Command extends CborSerializable {}

  /**
   * Answered by {@link DeviceMessage.Attached} and then by the offers that wait. Attaching twice is
   * attaching once.
   */
  public record Attach(ActorRef<DeviceMessage> device) implements Command {}

  /** Keeps an offer until it is closed or has expired and shows it to every device. */
  public record Offer(ServerMessage.Offer offer, ActorRef<Presence> replyTo) implements Command {}

  /**
   * The offer can no longer be answered.
   *
   * @param notice what the devices are told
   * @param except the device that knows already; null for none
   */
  public record CloseOffer(
      TransferId transfer, ServerMessage notice, ActorRef<DeviceMessage> except)
      implements Command {}

  /** The user takes part in a transfer: it is listed from now on. */
  public record OpenTransfer(TransferId transfer) implements Command {}

  /**
   * It is over.
   *
   * @param notice for every device; null where one has heard it
   */
  public record CloseTransfer(TransferId transfer, ServerMessage notice) implements Command {}

  /** Answered by those that the user takes part in or is offered. */
  public record ListTransfers(ActorRef<Listed> replyTo) implements Command {}

  public record Listed(List<TransferId> transfers) implements CborSerializable {}

  /** Something is new in a conversation of the user's; for every device. */
  public record Deliver(ConversationId conversation, ServerMessage message) implements Command {}

  /** The user has seen all messages up to this one. */
  public record MarkRead(ConversationId conversation, long seq) implements Command {}

  /** Answered by those that the user takes part in. */
  public record ListConversations(ActorRef<Conversations> replyTo) implements Command {}

  /**
   * @param read the number of the last message of each that the user has read; 0 for none
   */
  public record Conversations(Map<ConversationId, Long> read) implements CborSerializable {}

  public record AskPresence(ActorRef<Presence> replyTo) implements Command {}

  /** Ends the session of every device. */
  public record EndAll(String reason) implements Command {}

  private record DeviceGone(ActorRef<DeviceMessage> device) implements Command {}

  private record Deregistered() implements Command {}

  record CheckIdle() implements Command {}

  record Stop() implements Command {}

  /** Whether an offer is shown, or would be. */
  public enum Presence implements CborSerializable {
    ONLINE,
    OFFLINE,
    /** Online, but too many offers wait already. */
    FULL
  }

  private final ActorContext<Command> context;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final TimerScheduler<Command> timers;
  private final Devices devices = new Devices();
  private final OfferHandlers offerHandlers;
  private final ConversationHandlers conversationHandlers;
  private final Registration registration;
  private boolean stopping;

  /**
   * @param openAtOnce how many offers may wait for one user
   */
  public static void init(ActorSystem<?> system, int openAtOnce) {
    ClusterSharding.get(system)
        .init(
            Entity.of(TYPE, entity -> create(entity.getEntityId(), entity.getShard(), openAtOnce))
                .withStopMessage(new Stop()));
  }

  public static EntityRef<Command> of(ActorSystem<?> system, Username username) {
    return ClusterSharding.get(system).entityRefFor(TYPE, username.key());
  }

  /** Under this key a session is registered while its user is connected. */
  public static ServiceKey<Command> serviceKey(Username username) {
    return serviceKey(username.key());
  }

  private static ServiceKey<Command> serviceKey(String key) {
    return ServiceKey.create(Command.class, "user-" + key);
  }

  static Behavior<Command> create(
      String key, ActorRef<ClusterSharding.ShardCommand> shard, int openAtOnce) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new UserSession(context, timers, key, shard, openAtOnce)));
  }

  private UserSession(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      String key,
      ActorRef<ClusterSharding.ShardCommand> shard,
      int openAtOnce) {
    super(PersistenceId.of(TYPE.name(), key), RETRY);
    this.context = context;
    this.registration = new Registration(context, serviceKey(key), Deregistered::new);
    this.shard = shard;
    this.offerHandlers = new OfferHandlers(Effect(), devices, openAtOnce);
    this.conversationHandlers = new ConversationHandlers(Effect(), devices);
    this.timers = timers;
  }

  @Override
  public OpenOffers emptyState() {
    return OpenOffers.NONE;
  }

  @Override
  public CommandHandler<Command, SessionEvent, OpenOffers> commandHandler() {
    return (state, command) -> COMMAND_HANDLERS.handle(this, state, command);
  }

  private static CommandHandlers newCommandHandlers() {
    CommandHandlers all = new CommandHandlers();
    OfferHandlers.addTo(all.of(session -> session.offerHandlers));
    ConversationHandlers.addTo(all.of(session -> session.conversationHandlers));
    all.of(session -> session)
        .onCommand(Attach.class, UserSession::onAttach)
        .onCommand(EndAll.class, (session, offers, command) -> session.onEndAll(command))
        .onCommand(DeviceGone.class, (session, offers, command) -> session.onDeviceGone(command))
        .onCommand(CheckIdle.class, (session, offers, command) -> session.onCheckIdle(offers))
        .onCommand(Deregistered.class, (session, offers, command) -> session.onDeregistered())
        .onCommand(Stop.class, (session, offers, command) -> session.onStop());
    return all;
  }

  @Override
  public EventHandler<OpenOffers, SessionEvent> eventHandler() {
    return EVENT_HANDLER;
  }

  private static EventHandler<OpenOffers, SessionEvent> newEventHandler() {
    EventHandlerBuilder<OpenOffers, SessionEvent> builder = EventHandlerBuilder.builder();
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
            (offers, event) -> offers.read(event.conversation(), 0))
        .onEvent(
            SessionEvent.MessagesRead.class,
            (offers, event) -> offers.read(event.conversation(), event.seq()));
    return builder.build();
  }

  @Override
  public SignalHandler<OpenOffers> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), offers -> checkIdle())
        .build();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RETENTION;
  }

  private Effect<SessionEvent, OpenOffers> onAttach(OpenOffers offers, Attach command) {
    if (stopping)
      return Effect().none(); // The device watches this session and attaches to its successor.
    if (devices.add(command.device()))
      context.watchWith(command.device(), new DeviceGone(command.device()));
    registration.enter();
    command.device().tell(new DeviceMessage.Attached(context.getSelf()));
    Instant now = Instant.now();
    for (ServerMessage.Offer offer : offers.openAt(now))
      command.device().tell(new DeviceMessage.Push(offer));
    List<SessionEvent> expired = new ArrayList<>();
    offers
        .expiredAt(now)
        .forEach(offer -> expired.add(new SessionEvent.OfferClosed(offer.transfer())));
    return Effect().persist(expired);
  }

  private Effect<SessionEvent, OpenOffers> onEndAll(EndAll command) {
    devices.tell(new DeviceMessage.End(command.reason()));
    return Effect().none();
  }

  private Effect<SessionEvent, OpenOffers> onDeviceGone(DeviceGone command) {
    devices.remove(command.device());
    if (!devices.isEmpty()) return Effect().none();
    registration.leave();
    checkIdle();
    return Effect().none();
  }

  /** From now on and then; while a device is attached there is nothing to look for. */
  private void checkIdle() {
    timers.startTimerWithFixedDelay(CHECK_IDLE, IDLE);
  }

  private Effect<SessionEvent, OpenOffers> onDeregistered() {
    registration.left();
    return stopping ? Effect().stop() : Effect().none();
  }

  private Effect<SessionEvent, OpenOffers> onCheckIdle(OpenOffers offers) {
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
  private Effect<SessionEvent, OpenOffers> onStop() {
    if (!registration.isEntered()) return Effect().stop();
    stopping = true;
    registration.leave();
    return Effect().none();
  }
}
