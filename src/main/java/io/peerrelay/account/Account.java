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
import io.peerrelay.account.AccountState.Active;
import io.peerrelay.account.AccountState.Unconfirmed;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ProfileFields;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.SessionInfo;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One name, and who may log in by it; the entity is there for names that nobody registered, too.
 * Nothing is answered before the journal has it. What takes long (hashes, other entities) is done
 * elsewhere and comes back as a message, so the entity answers others meanwhile; each step looks at
 * the state anew.
 */
public final class Account
    extends EventSourcedBehaviorWithEnforcedReplies<AccountCommand, AccountEvent, AccountState> {
  static final EntityTypeKey<AccountCommand> KEY =
      EntityTypeKey.create(AccountCommand.class, "Account");

  /** What an account answers. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @Type(value = Registered.class, name = "registered"),
    @Type(value = Confirmed.class, name = "confirmed"),
    @Type(value = LoggedIn.class, name = "loggedIn"),
    @Type(value = Sessions.class, name = "sessions"),
    @Type(value = Found.class, name = "found"),
    @Type(value = Described.class, name = "described"),
    @Type(value = Done.class, name = "done"),
    @Type(value = Refused.class, name = "refused"),
  })
  public sealed interface Reply extends CborSerializable {}

  /**
   * @param confirmationRequired whether a code was mailed that must come back before a login
   */
  public record Registered(Username username, boolean confirmationRequired) implements Reply {}

  public record Confirmed(Username username) implements Reply {}

  /**
   * @param username as it was registered
   * @param token logs in without the password
   * @param expiresAt when the token does no longer, unless it is used
   */
  public record LoggedIn(Username username, Secret token, Instant expiresAt) implements Reply {
    /** What the token stands for. */
    public SessionId session() {
      return Token.session(Token.hash(token));
    }
  }

  /** Where the user is logged in; what logged in last comes first. */
  public record Sessions(List<SessionInfo> sessions) implements Reply {
    public Sessions {
      sessions = List.copyOf(sessions);
    }

    /** The same, with which of them are online. */
    public Sessions with(Set<SessionId> online) {
      return new Sessions(
          sessions.stream()
              .map(
                  one ->
                      new SessionInfo(
                          one.session(),
                          one.device(),
                          one.since(),
                          one.lastSeen(),
                          online.contains(one.session()),
                          one.current()))
              .toList());
    }
  }

  /**
   * @param username as it was registered
   */
  public record Found(Username username) implements Reply {}

  /**
   * @param email null if there is none; else it was confirmed
   */
  public record Described(Username username, EmailAddress email, ProfileFields profile)
      implements Reply {}

  public record Done() implements Reply {}

  /** Nothing was changed, except that a wrong code or password counts. */
  public record Refused(Problem problem) implements Reply {}

  private final ActorContext<AccountCommand> context;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final Surroundings surroundings;
  private final AccountWork work;
  private final Registration registration;
  private final ByPassword byPassword;
  private final ByCode byCode;
  private final ByToken byToken;
  private final SessionRequests sessions;
  private final ProfileRequests profile;

  /**
   * @param key see {@link Username#key}
   */
  static Behavior<AccountCommand> create(
      String key, ActorRef<ClusterSharding.ShardCommand> shard, Surroundings surroundings) {
    return Behaviors.setup(context -> new Account(key, context, shard, surroundings));
  }

  private Account(
      String key,
      ActorContext<AccountCommand> context,
      ActorRef<ClusterSharding.ShardCommand> shard,
      Surroundings surroundings) {
    super(PersistenceId.of(KEY.name(), key), Surroundings.RETRY);
    this.context = context;
    this.shard = shard;
    this.surroundings = surroundings;
    this.work = new AccountWork(context);
    this.registration = new Registration(work, surroundings, context.getSystem().scheduler());
    this.byPassword = new ByPassword(key, work, surroundings);
    this.byCode = new ByCode(key, work, surroundings);
    this.byToken = new ByToken(work, surroundings);
    this.sessions = new SessionRequests(work, surroundings);
    this.profile = new ProfileRequests(work, surroundings);
    context.setReceiveTimeout(Surroundings.IDLE_AFTER, AccountCommand.Lifecycle.IDLE);
  }

  @Override
  public AccountState emptyState() {
    return new AccountState.Unregistered(null);
  }

  @Override
  public CommandHandlerWithReply<AccountCommand, AccountEvent, AccountState> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onCommand(AccountCommand.Register.class, present(registration::onRegister))
        .onCommand(AccountCommand.AskHolder.class, present(registration::onAskHolder))
        .onCommand(AccountCommand.Find.class, present(this::onFind))
        .onCommand(AccountCommand.LogIn.class, present(byPassword::onLogIn))
        .onCommand(AccountCommand.ChangePassword.class, present(byPassword::onChangePassword))
        .onCommand(AccountCommand.DeleteAccount.class, present(byPassword::onDeleteAccount))
        .onCommand(AccountCommand.Confirm.class, present(byCode::onConfirm))
        .onCommand(AccountCommand.ResendConfirmation.class, present(byCode::onResendConfirmation))
        .onCommand(AccountCommand.ForgotPassword.class, present(byCode::onForgotPassword))
        .onCommand(AccountCommand.ResetPassword.class, present(byCode::onResetPassword))
        .onCommand(AccountCommand.LogInByToken.class, present(byToken::onLogIn))
        .onCommand(AccountCommand.LogOut.class, present(byToken::onLogOut))
        .onCommand(AccountCommand.ListSessions.class, present(sessions::onList))
        .onCommand(AccountCommand.EndSession.class, present(sessions::onEnd))
        .onCommand(AccountCommand.Describe.class, present(profile::onDescribe))
        .onCommand(AccountCommand.ChangeProfile.class, present(profile::onChange))
        .onCommand(AccountCommand.Continue.class, present(work::onContinue))
        .onCommand(AccountCommand.Lifecycle.class, this::onLifecycle)
        .build();
  }

  /** Shows the handler the state as it is now: time passes without events. */
  private <C> BiFunction<AccountState, C, ReplyEffect<AccountEvent, AccountState>> present(
      BiFunction<AccountState, C, ReplyEffect<AccountEvent, AccountState>> handler) {
    return (state, command) ->
        handler.apply(
            state.asOf(surroundings.now(), surroundings.settings().unconfirmedLifetime()), command);
  }

  private ReplyEffect<AccountEvent, AccountState> onFind(
      AccountState state, AccountCommand.Find command) {
    Account.Reply reply =
        state instanceof Active active
            ? new Found(active.username())
            : new Refused(Refusals.NO_SUCH_USER);
    return Effect().reply(command.replyTo(), reply);
  }

  private ReplyEffect<AccountEvent, AccountState> onLifecycle(
      AccountState state, AccountCommand.Lifecycle what) {
    if (what == AccountCommand.Lifecycle.STOP) return work.onStop();
    shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    return Effect().noReply();
  }

  @Override
  public EventHandler<AccountState, AccountEvent> eventHandler() {
    var handler = newEventHandlerBuilder();
    handler
        .forAnyState()
        .onEvent(AccountEvent.Registered.class, (state, event) -> AccountState.registered(event));
    handler
        .forStateType(Unconfirmed.class)
        .onEvent(AccountEvent.CodeIssued.class, Unconfirmed::codeIssued)
        .onEvent(AccountEvent.CodeRejected.class, (state, event) -> state.codeRejected())
        .onEvent(AccountEvent.Confirmed.class, (state, event) -> state.confirmed());
    handler
        .forStateType(Active.class)
        .onEvent(AccountEvent.CodeIssued.class, Active::codeIssued)
        .onEvent(AccountEvent.CodeRejected.class, (state, event) -> state.codeRejected())
        .onEvent(AccountEvent.ProfileChanged.class, (state, event) -> state.with(event.profile()))
        .onEvent(AccountEvent.PasswordChanged.class, (state, event) -> state.with(event.password()))
        .onEvent(
            AccountEvent.PasswordRehashed.class, (state, event) -> state.with(event.password()))
        .onEvent(AccountEvent.PasswordReset.class, Active::passwordReset)
        .onEvent(AccountEvent.TokenIssued.class, Active::tokenIssued)
        .onEvent(AccountEvent.TokenUsed.class, Active::tokenUsed)
        .onEvent(AccountEvent.TokenRevoked.class, Active::tokenRevoked)
        .onEvent(AccountEvent.Deleted.class, (state, event) -> new AccountState.Deleted());
    return handler.build();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(100, 2);
  }
}
