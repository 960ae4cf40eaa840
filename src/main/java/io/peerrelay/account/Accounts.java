package io.peerrelay.account;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Scheduler;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import io.peerrelay.settings.AccountSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of all users, wherever in the cluster they are. Every stage completes with a reply
 * within the time limit, never exceptionally: what can't be reached is {@code unavailable}, what is
 * too much is {@code busy}.
 */
public final class Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

  /** Names by which the relay speaks of itself. */
  private static final Set<String> RESERVED = Set.of("relay", "system");

  private static final int TOKEN_TRIES = 4;

  private final Surroundings surroundings;
  private final PasswordRules rules;
  private final Scheduler scheduler;

  /**
   * Starts the entities on this node; once for each system.
   *
   * @param timeout how long a request may take in all
   * @param live told of what ends
   */
  public static Accounts start(
      ActorSystem<?> system,
      AccountSettings settings,
      Duration timeout,
      MailSender mail,
      LiveSessions live) {
    return start(system, settings, timeout, mail, live, InstantSource.system());
  }

  static Accounts start(
      ActorSystem<?> system,
      AccountSettings settings,
      Duration timeout,
      MailSender mail,
      LiveSessions live,
      InstantSource clock) {
    Sharded sharded = new Sharded(ClusterSharding.get(system));
    Passwords passwords = new Passwords(settings.argon2());
    system.getWhenTerminated().thenRun(passwords::stop);
    Lockouts lockouts = new Lockouts(settings.lockAfter(), settings.lockDuration(), clock);
    Surroundings surroundings =
        new Surroundings(settings, passwords, lockouts, mail, live, sharded, clock, timeout);
    sharded.init(surroundings);
    return new Accounts(surroundings, system.scheduler());
  }

  private Accounts(Surroundings surroundings, Scheduler scheduler) {
    this.surroundings = surroundings;
    this.rules = new PasswordRules(surroundings.settings().passwordMinimum());
    this.scheduler = scheduler;
  }

  /** {@link Account.Registered}, or refused: alreadyRegistered, weakPassword. */
  public CompletionStage<Account.Reply> register(ClientMessage.Register request) {
    if (RESERVED.contains(request.username().key())) return refused(Refusals.NAME_TAKEN);
    return unlessWeak(
        request.password(),
        request.username(),
        replyTo ->
            new AccountCommand.Register(
                request.username(),
                request.password(),
                request.email(),
                request.profile(),
                replyTo));
  }

  /**
   * {@link Account.Confirmed}, also when it was confirmed before; or refused: badCode, codeExpired.
   */
  public CompletionStage<Account.Reply> confirm(ClientMessage.Confirm request) {
    return ask(request.username(), replyTo -> new AccountCommand.Confirm(request.code(), replyTo));
  }

  /**
   * {@link Account.Done} at once, whoever it is and whether or not there is something to confirm.
   */
  public CompletionStage<Account.Reply> resendConfirmation(
      ClientMessage.ResendConfirmation request) {
    surroundings
        .directory()
        .account(request.username())
        .tell(new AccountCommand.ResendConfirmation());
    return CompletableFuture.completedStage(new Account.Done());
  }

  /** {@link Account.Done} at once, whether or not the address has an account. */
  public CompletionStage<Account.Reply> forgotPassword(ClientMessage.ForgotPassword request) {
    surroundings
        .directory()
        .claim(request.email())
        .tell(new EmailClaim.ForgotPassword(request.email()));
    return CompletableFuture.completedStage(new Account.Done());
  }

  /** {@link Account.Done}, or refused: badCode, codeExpired, weakPassword. */
  public CompletionStage<Account.Reply> resetPassword(ClientMessage.ResetPassword request) {
    return unlessWeak(
        request.password(),
        request.username(),
        replyTo -> new AccountCommand.ResetPassword(request.code(), request.password(), replyTo));
  }

  /** {@link Account.LoggedIn}, or refused: badCredentials, lockedOut, notConfirmed. */
  public CompletionStage<Account.Reply> logIn(ClientMessage.Login request) {
    if (request.token() == null)
      return ask(
          request.username(),
          replyTo -> new AccountCommand.LogIn(request.password(), request.device(), replyTo));
    return whoHas(request.token(), request.device());
  }

  /**
   * {@link Account.LoggedIn} for the user whom the token belongs to, or refused: badCredentials. It
   * counts as a use of the token.
   */
  public CompletionStage<Account.Reply> whoHas(Secret text) {
    return whoHas(text, null);
  }

  private CompletionStage<Account.Reply> whoHas(Secret text, String device) {
    Optional<Token> token = Token.read(text);
    if (token.isEmpty()) return refusedAsSlowly(text);
    return askAgain(
        token.get().username(),
        replyTo -> new AccountCommand.LogInByToken(text, device, replyTo),
        TOKEN_TRIES);
  }

  /** {@link Account.Done}, or refused: badCredentials, lockedOut, weakPassword. */
  public CompletionStage<Account.Reply> changePassword(
      Username username, ClientMessage.ChangePassword request) {
    return unlessWeak(
        request.newPassword(),
        username,
        replyTo ->
            new AccountCommand.ChangePassword(
                request.oldPassword(), request.newPassword(), replyTo));
  }

  /** {@link Account.Done}, or refused: badCredentials, lockedOut. */
  public CompletionStage<Account.Reply> deleteAccount(
      Username username, ClientMessage.DeleteAccount request) {
    return ask(username, replyTo -> new AccountCommand.DeleteAccount(request.password(), replyTo));
  }

  /** {@link Account.Done}: the token logs in no longer, if it ever did. */
  public CompletionStage<Account.Reply> logOut(Username username, Secret token) {
    return ask(username, replyTo -> new AccountCommand.LogOut(token, replyTo));
  }

  /** {@link Account.Sessions}: where the user of this login is logged in. */
  public CompletionStage<Account.Reply> sessions(Account.LoggedIn login) {
    return ask(
        login.username(), replyTo -> new AccountCommand.ListSessions(login.session(), replyTo));
  }

  /** {@link Account.Done}: the session is there no longer; refused if it is that of the login. */
  public CompletionStage<Account.Reply> endSession(
      Account.LoggedIn login, ClientMessage.EndSession request) {
    return ask(
        login.username(),
        replyTo -> new AccountCommand.EndSession(request.session(), login.session(), replyTo));
  }

  /** {@link Account.Described}, or refused: badCredentials. */
  public CompletionStage<Account.Reply> describe(Username username) {
    return ask(username, AccountCommand.Describe::new);
  }

  /** {@link Account.Done}, or refused: badCredentials, badField where there would be too many. */
  public CompletionStage<Account.Reply> changeProfile(
      Username username, ClientMessage.ChangeProfile request) {
    return ask(username, replyTo -> new AccountCommand.ChangeProfile(request.fields(), replyTo));
  }

  /** {@link Account.Found}, or refused: noSuchUser. */
  public CompletionStage<Account.Reply> find(Username username) {
    return ask(username, AccountCommand.Find::new);
  }

  private CompletionStage<Account.Reply> unlessWeak(
      Secret password,
      Username username,
      Function<ActorRef<Account.Reply>, AccountCommand> command) {
    Optional<Problem> objection = rules.objection(password, username);
    return objection.isPresent() ? refused(objection.get()) : ask(username, command);
  }

  private CompletionStage<Account.Reply> ask(
      Username username, Function<ActorRef<Account.Reply>, AccountCommand> command) {
    return AskPattern.ask(
            surroundings.directory().account(username), command, surroundings.timeout(), scheduler)
        .exceptionally(Accounts::unavailable);
  }

  /**
   * For what costs little and may be done twice: asked so often within the time limit, since the
   * node where the account was may be gone, and with it the first request.
   */
  private CompletionStage<Account.Reply> askAgain(
      Username username, Function<ActorRef<Account.Reply>, AccountCommand> command, int tries) {
    return AskPattern.ask(
            surroundings.directory().account(username),
            command,
            surroundings.timeout().dividedBy(TOKEN_TRIES),
            scheduler)
        .handle(
            (reply, failure) ->
                failure == null
                    ? CompletableFuture.completedStage(reply)
                    : tries > 1
                        ? askAgain(username, command, tries - 1)
                        : CompletableFuture.completedStage(unavailable(failure)))
        .thenCompose(reply -> reply);
  }

  private static Account.Reply unavailable(Throwable failure) {
    LOG.warn("An account did not answer: {}", failure.toString());
    return new Account.Refused(Refusals.UNAVAILABLE);
  }

  /** A text that can't be a token costs what a wrong password costs. */
  private CompletionStage<Account.Reply> refusedAsSlowly(Secret token) {
    Passwords passwords = surroundings.passwords();
    return passwords
        .check(token, passwords.decoy())
        .handle((check, failure) -> failure == null ? Refusals.BAD_CREDENTIALS : Refusals.BUSY)
        .thenApply(Account.Refused::new);
  }

  private static CompletionStage<Account.Reply> refused(Problem problem) {
    return CompletableFuture.completedStage(new Account.Refused(problem));
  }
}
