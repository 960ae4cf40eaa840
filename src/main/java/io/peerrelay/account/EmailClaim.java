package io.peerrelay.account;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Username;
import java.time.Instant;

/**
 * One e-mail address, and the one account that has it. A claim is made before the account is
 * stored, so a crash between the two leaves a holder that never came to be; therefore whoever comes
 * second makes this entity ask the holder, and gets the address if the holder does not know of it.
 */
final class EmailClaim
    extends EventSourcedBehaviorWithEnforcedReplies<
        EmailClaim.Command, EmailClaim.Event, EmailClaim.State> {
  static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "EmailClaim");

  sealed interface Command {}

  /** Comes from outside, perhaps from another node. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @Type(value = Claim.class, name = "claim"),
    @Type(value = Release.class, name = "release"),
    @Type(value = ForgotPassword.class, name = "forgotPassword"),
  })
  sealed interface Request extends Command, CborSerializable {}

  record Claim(EmailAddress email, Username by, ActorRef<Answer> replyTo) implements Request {}

  /** Changes nothing unless it comes from the holder. */
  record Release(Username by) implements Request {}

  /** Goes on to the holder, if there is one. */
  record ForgotPassword(EmailAddress email) implements Request {}

  /**
   * @param held null if the holder did not answer
   */
  record HolderAnswered(Claim claim, Boolean held) implements Command {}

  enum Lifecycle implements Command {
    IDLE,
    STOP
  }

  /** What a holder says about an address. */
  record Holding(boolean held) implements CborSerializable {}

  /** What comes of a claim. */
  enum Answer implements CborSerializable {
    GRANTED,
    TAKEN,
    /** The holder could not be asked; nothing was changed. */
    UNDECIDED
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @Type(value = Claimed.class, name = "claimed"),
    @Type(value = Released.class, name = "released"),
  })
  sealed interface Event extends CborSerializable {}

  record Claimed(EmailAddress email, Username by, Instant at) implements Event {}

  record Released(Username by, Instant at) implements Event {}

  /**
   * @param holder null: free
   */
  record State(Username holder) implements CborSerializable {}

  /** The address as an entity id, which must not hold the separator of persistence ids. */
  static String id(EmailAddress email) {
    return email.key().replace("%", "%25").replace("|", "%7C");
  }

  private final ActorContext<Command> context;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final Surroundings surroundings;
  private Claim asking;

  static Behavior<Command> create(
      String id, ActorRef<ClusterSharding.ShardCommand> shard, Surroundings surroundings) {
    return Behaviors.setup(context -> new EmailClaim(id, context, shard, surroundings));
  }

  private EmailClaim(
      String id,
      ActorContext<Command> context,
      ActorRef<ClusterSharding.ShardCommand> shard,
      Surroundings surroundings) {
    super(PersistenceId.of(KEY.name(), id), Surroundings.RETRY);
    this.context = context;
    this.shard = shard;
    this.surroundings = surroundings;
    context.setReceiveTimeout(Surroundings.IDLE_AFTER, Lifecycle.IDLE);
  }

  @Override
  public State emptyState() {
    return new State(null);
  }

  @Override
  public CommandHandlerWithReply<Command, Event, State> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onCommand(Claim.class, this::onClaim)
        .onCommand(HolderAnswered.class, this::onHolderAnswered)
        .onCommand(Release.class, this::onRelease)
        .onCommand(ForgotPassword.class, this::onForgotPassword)
        .onCommand(Lifecycle.class, this::onLifecycle)
        .build();
  }

  private ReplyEffect<Event, State> onClaim(State state, Claim claim) {
    // While the holder is asked nothing else may change hands: the answer would be about the past.
    if (asking != null) return Effect().stash();
    if (state.holder() == null) return grant(claim);
    if (state.holder().equals(claim.by())) return Effect().reply(claim.replyTo(), Answer.GRANTED);
    asking = claim;
    context.ask(
        Holding.class,
        surroundings.directory().account(state.holder()),
        surroundings.timeout().dividedBy(4),
        replyTo -> new AccountCommand.AskHolder(claim.email(), replyTo),
        (holding, failure) -> new HolderAnswered(claim, failure == null ? holding.held() : null));
    return Effect().noReply();
  }

  @SuppressWarnings("ReferenceEquality") // the very question, not one like it
  private ReplyEffect<Event, State> onHolderAnswered(State state, HolderAnswered answered) {
    if (answered.claim() != asking) return Effect().noReply(); // asked before a restart
    asking = null;
    Claim claim = answered.claim();
    if (answered.held() == null) return answer(claim, Answer.UNDECIDED);
    return answered.held() ? answer(claim, Answer.TAKEN) : grant(claim).thenUnstashAll();
  }

  private ReplyEffect<Event, State> onRelease(State state, Release release) {
    if (asking != null) return Effect().stash();
    if (!release.by().equals(state.holder())) return Effect().noReply();
    return Effect().persist(new Released(release.by(), now())).thenNoReply();
  }

  private ReplyEffect<Event, State> onForgotPassword(State state, ForgotPassword forgot) {
    if (state.holder() != null)
      surroundings
          .directory()
          .account(state.holder())
          .tell(new AccountCommand.ForgotPassword(forgot.email()));
    return Effect().noReply();
  }

  private ReplyEffect<Event, State> onLifecycle(State state, Lifecycle what) {
    if (what == Lifecycle.STOP) return Effect().stop().thenNoReply();
    shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    return Effect().noReply();
  }

  private ReplyEffect<Event, State> grant(Claim claim) {
    return Effect()
        .persist(new Claimed(claim.email(), claim.by(), now()))
        .thenReply(claim.replyTo(), state -> Answer.GRANTED);
  }

  private ReplyEffect<Event, State> answer(Claim claim, Answer answer) {
    return Effect().reply(claim.replyTo(), answer).thenUnstashAll();
  }

  private Instant now() {
    return surroundings.now();
  }

  @Override
  public EventHandler<State, Event> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onEvent(Claimed.class, (state, claimed) -> new State(claimed.by()))
        .onEvent(Released.class, (state, released) -> new State(null))
        .build();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(100, 2);
  }
}
