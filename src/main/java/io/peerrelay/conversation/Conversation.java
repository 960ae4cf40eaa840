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
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.CommandHandlerBuilderByState;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import io.peerrelay.journal.DeepStacks;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.Fanout;
import io.peerrelay.settings.ConversationSettings;
import java.time.Duration;

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
  private final ChannelRules rules;
  private final Posts posts;
  private final Receipts receipts;
  private final Changes changes;
  private final ChannelHandlers channelHandlers;

  /**
   * @param fanout that of this node
   */
  public static void init(
      ActorSystem<?> system,
      Archive archive,
      ConversationSettings settings,
      ActorRef<Fanout.Command> fanout) {
    Directory.init(system);
    ClusterSharding.get(system)
        .init(
            Entity.of(
                    TYPE,
                    entity ->
                        create(
                            new ConversationId(entity.getEntityId()),
                            entity.getShard(),
                            new Surroundings(archive, settings, fanout)))
                .withEntityProps(DeepStacks.DISPATCHER)
                .withStopMessage(new ConversationCommand.Stop()));
  }

  public static EntityRef<ConversationCommand> of(ActorSystem<?> system, ConversationId id) {
    return ClusterSharding.get(system).entityRefFor(TYPE, id.value());
  }

  static Behavior<ConversationCommand> create(
      ConversationId id, ActorRef<ClusterSharding.ShardCommand> shard, Surroundings surroundings) {
    return Behaviors.setup(
        context -> {
          context.setReceiveTimeout(IDLE, new ConversationCommand.CheckIdle());
          return new Conversation(context, shard, id, surroundings);
        });
  }

  private Conversation(
      ActorContext<ConversationCommand> context,
      ActorRef<ClusterSharding.ShardCommand> shard,
      ConversationId id,
      Surroundings surroundings) {
    super(
        persistenceId(id),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
    this.context = context;
    this.shard = shard;
    Audience audience = new Audience(context.getSystem(), surroundings.fanout(), id);
    this.rules = new ChannelRules(id, surroundings.settings().members());
    this.posts = new Posts(context.getSelf(), Effect(), id, rules, audience);
    this.receipts = new Receipts(Effect(), id, rules, audience);
    this.changes = new Changes(context, Effect(), id, surroundings.archive(), rules, audience);
    this.channelHandlers = new ChannelHandlers(Effect(), rules, audience, this::enlist);
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
    posts.addTo(handlers);
    receipts.addTo(handlers);
    changes.addTo(handlers);
    channelHandlers.addTo(handlers);
    return handlers
        .onCommand(ConversationCommand.Look.class, this::onLook)
        .onCommand(ConversationCommand.Glance.class, this::onGlance)
        .onCommand(ConversationCommand.SetBlocked.class, this::onSetBlocked)
        .onCommand(ConversationCommand.CheckIdle.class, command -> passivate())
        .onCommand(ConversationCommand.Stop.class, this::onStop)
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

  /** The directory may have missed when it was created. */
  @Override
  public SignalHandler<ConversationState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              posts.restart();
              enlist(state);
            })
        .build();
  }

  private void enlist(ConversationState state) {
    if (state.channel() != null)
      Directory.of(context.getSystem())
          .tell(new Directory.Enlist(state.channel().name(), !state.channel().isPrivate()));
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, SNAPSHOTS);
  }

  private Effect<ConversationEvent, ConversationState> onLook(
      ConversationState state, ConversationCommand.Look command) {
    if (!state.isMember(command.by()))
      return refuse(command.replyTo(), rules.notForThem(state, command.by()));
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

  private Effect<ConversationEvent, ConversationState> onGlance(
      ConversationState state, ConversationCommand.Glance command) {
    Username by = command.by();
    if (!state.isMember(by)) return refuse(command.replyTo(), rules.notForThem(state, by));
    long first = Math.max(command.read() + 1, state.head() - command.most() + 1);
    return answer(
        command.replyTo(),
        new ConversationReply.Glanced(
            state.channel() == null ? state.members().otherThan(by) : null,
            state.channel() == null ? null : state.channel().name(),
            state.said(),
            state.find(Math.max(1, Math.min(first, state.head())), state.head())));
  }

  /** A block lasts from when it is stored: what comes after it is hidden. */
  private Effect<ConversationEvent, ConversationState> onSetBlocked(
      ConversationState state, ConversationCommand.SetBlocked command) {
    if (state.isBlockedBy(command.by()) == command.blocked())
      return answer(command.replyTo(), new ConversationReply.Done());
    return Effect()
        .persist(new ConversationEvent.BlockChanged(command.by(), command.blocked()))
        .thenRun(() -> command.replyTo().tell(new ConversationReply.Done()));
  }

  private Effect<ConversationEvent, ConversationState> passivate() {
    shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    return Effect().none();
  }

  /** Behind what is waiting. */
  private Effect<ConversationEvent, ConversationState> onStop(ConversationCommand.Stop command) {
    if (!posts.areWaiting()) return Effect().stop();
    context.getSelf().tell(command);
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
