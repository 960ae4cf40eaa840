package io.peerrelay.conversation;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.CommandHandlerBuilderByState;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages between users, numbered 1, 2, 3, …: each is one event of its journal, which keeps
 * them all. A message is answered, and told to the members' sessions, once the journal has it. It
 * keeps nothing for anybody who is away: who comes back reads on ({@link Archive}).
 */
public final class Conversation
    extends EventSourcedBehavior<ConversationCommand, ConversationEvent, ConversationState> {
  public static final EntityTypeKey<ConversationCommand> TYPE =
      EntityTypeKey.create(ConversationCommand.class, "Conversation");

  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final int SNAPSHOT_EVERY = 500;
  private static final int SNAPSHOTS = 2;

  private final ActorContext<ConversationCommand> context;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final ConversationId id;
  private final Changes changes;

  public static void init(ActorSystem<?> system, Archive archive) {
    ClusterSharding.get(system)
        .init(
            Entity.of(
                    TYPE,
                    entity ->
                        create(
                            new ConversationId(entity.getEntityId()), entity.getShard(), archive))
                .withStopMessage(new ConversationCommand.Stop()));
  }

  public static EntityRef<ConversationCommand> of(ActorSystem<?> system, ConversationId id) {
    return ClusterSharding.get(system).entityRefFor(TYPE, id.value());
  }

  static Behavior<ConversationCommand> create(
      ConversationId id, ActorRef<ClusterSharding.ShardCommand> shard, Archive archive) {
    return Behaviors.setup(
        context -> {
          context.setReceiveTimeout(IDLE, new ConversationCommand.CheckIdle());
          return new Conversation(context, shard, id, archive);
        });
  }

  private Conversation(
      ActorContext<ConversationCommand> context,
      ActorRef<ClusterSharding.ShardCommand> shard,
      ConversationId id,
      Archive archive) {
    super(
        persistenceId(id),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
    this.context = context;
    this.shard = shard;
    this.id = id;
    this.changes = new Changes(context, Effect(), id, archive, this::tellMembers);
  }

  static PersistenceId persistenceId(ConversationId id) {
    return PersistenceId.of(TYPE.name(), id.value());
  }

  @Override
  public ConversationState emptyState() {
    return ConversationState.NOT_BEGUN;
  }

  @Override
  public CommandHandler<ConversationCommand, ConversationEvent, ConversationState>
      commandHandler() {
    CommandHandlerBuilderByState<
            ConversationCommand, ConversationEvent, ConversationState, ConversationState>
        handlers = newCommandHandlerBuilder().forAnyState();
    changes.addTo(handlers);
    return handlers
        .onCommand(ConversationCommand.Post.class, this::onPost)
        .onCommand(ConversationCommand.MarkSeen.class, this::onMarkSeen)
        .onCommand(ConversationCommand.Look.class, this::onLook)
        .onCommand(ConversationCommand.ShowTyping.class, this::onShowTyping)
        .onCommand(ConversationCommand.CheckIdle.class, command -> passivate())
        .onCommand(ConversationCommand.Stop.class, command -> Effect().stop())
        .build();
  }

  @Override
  public EventHandler<ConversationState, ConversationEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(ConversationState::after);
  }

  /** The state is changed in place: what is stored must be a copy. */
  @Override
  public SnapshotAdapter<ConversationState> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(ConversationState state) {
        return state.snapshot();
      }

      @Override
      public ConversationState fromJournal(Object stored) {
        return ConversationState.of((Snapshot) stored);
      }
    };
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, SNAPSHOTS);
  }

  private Effect<ConversationEvent, ConversationState> onPost(
      ConversationState state, ConversationCommand.Post command) {
    Username by = command.by();
    if (!state.isOpen() && command.opensWith() == null)
      return answer(command.sender(), new ConversationReply.NotThere());
    if (state.isOpen() && !state.isMember(by))
      return refuse(command.sender(), ConversationProblem.notAMember());
    if (command.replyTo() != null && !state.has(command.replyTo()))
      return refuse(
          command.sender(),
          ConversationProblem.noSuchMessage("replyTo", command.replyTo(), state.head()));
    return state
        .sentBefore(by, command.clientRef())
        .map(before -> answer(command.sender(), before))
        .orElseGet(() -> store(state, command));
  }

  private Effect<ConversationEvent, ConversationState> store(
      ConversationState state, ConversationCommand.Post command) {
    ConversationEvent.Posted posted =
        new ConversationEvent.Posted(
            state.head() + 1,
            command.by(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            command.text(),
            command.clientRef(),
            command.attachments(),
            command.replyTo(),
            null,
            null);
    List<ConversationEvent> events = new ArrayList<>();
    if (!state.isOpen())
      events.add(new ConversationEvent.Opened(command.by(), command.opensWith()));
    events.add(posted);
    return Effect()
        .persist(events)
        .thenRun(
            after -> {
              command.sender().tell(new ConversationReply.Stored(posted.seq(), posted.time()));
              tellMembers(after, Archive.message(id, posted));
            });
  }

  /** What a user has seen is for that user's session to know; the others are told. */
  private Effect<ConversationEvent, ConversationState> onMarkSeen(
      ConversationState state, ConversationCommand.MarkSeen command) {
    if (!state.isMember(command.by()))
      return refuse(command.replyTo(), ConversationProblem.notAMember());
    if (!state.has(command.seq()))
      return refuse(
          command.replyTo(), ConversationProblem.noSuchMessage("seq", command.seq(), state.head()));
    ConversationMessage receipt =
        new ConversationMessage.Receipt(id, command.seq(), command.by(), command.status());
    for (Username member : state.members()) if (!member.equals(command.by())) tell(member, receipt);
    return answer(command.replyTo(), new ConversationReply.Done());
  }

  private Effect<ConversationEvent, ConversationState> onLook(
      ConversationState state, ConversationCommand.Look command) {
    if (!state.isMember(command.by()))
      return refuse(command.replyTo(), ConversationProblem.notAMember());
    long end =
        Math.min(state.head(), command.before() == null ? state.head() : command.before() - 1);
    if (command.after() == null)
      return answer(command.replyTo(), state.find(Math.max(1, end - command.limit() + 1), end));
    if (command.after() > state.head())
      return refuse(
          command.replyTo(), ConversationProblem.fromTheFuture(command.after(), state.head()));
    long first = command.after() + 1;
    return answer(command.replyTo(), state.find(first, Math.min(end, first + command.limit() - 1)));
  }

  private Effect<ConversationEvent, ConversationState> onShowTyping(
      ConversationState state, ConversationCommand.ShowTyping command) {
    if (!state.isMember(command.by())) return Effect().none();
    for (Username member : state.members())
      if (!member.equals(command.by()))
        tell(member, new ConversationMessage.Typing(id, command.by()));
    return Effect().none();
  }

  private void tellMembers(ConversationState state, ServerMessage message) {
    for (Username member : state.members()) tell(member, message);
  }

  private void tell(Username member, ServerMessage message) {
    UserSession.of(context.getSystem(), member).tell(new UserSession.Deliver(id, message));
  }

  private Effect<ConversationEvent, ConversationState> passivate() {
    shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    return Effect().none();
  }

  private Effect<ConversationEvent, ConversationState> refuse(
      ActorRef<ConversationReply> to, Problem problem) {
    return answer(to, new ConversationReply.Refused(problem));
  }

  private Effect<ConversationEvent, ConversationState> answer(
      ActorRef<ConversationReply> to, ConversationReply reply) {
    to.tell(reply);
    return Effect().none();
  }
}
