package io.peerrelay.account;

import static io.peerrelay.account.Bed.ALICE;
import static io.peerrelay.account.Bed.CHEAP;
import static io.peerrelay.account.Bed.EMAIL;
import static io.peerrelay.account.Bed.OTHER;
import static io.peerrelay.account.Bed.PASSWORD;
import static io.peerrelay.account.Bed.PROFILE;
import static io.peerrelay.account.Bed.SETTINGS;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import io.peerrelay.account.Account.Reply;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Alice's account in any of its states, and what it is asked and answers. */
abstract class AccountFixture {
  static final Secret CODE = new Secret("01234567");
  static final Secret WRONG = new Secret("76543210");
  static final Token TOKEN = Token.random(ALICE);
  static final SessionId TOKEN_SESSION = Token.session(TOKEN.hash());

  /** Of somebody who asks, and has no token here. */
  static final SessionId SESSION = new SessionId("elsewhere");

  /** Of one class after the other: a system that was shut down does not start again. */
  static ActorTestKit kit;

  final TestProbe<Reply> replies = kit.createTestProbe();
  final TestProbe<ClusterSharding.ShardCommand> shard = kit.createTestProbe();
  Bed bed;
  EventSourcedBehaviorTestKit<AccountCommand, AccountEvent, AccountState> account;

  @BeforeAll
  static void startSystem() {
    kit = ActorTestKit.create(Bed.journalInMemory());
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @BeforeEach
  void unregistered() {
    start(new Bed(kit));
  }

  void start(Bed bed) {
    this.bed = bed;
    account =
        EventSourcedBehaviorTestKit.create(
            kit.system(), Account.create(ALICE.key(), shard.getRef(), bed.surroundings));
  }

  void become(String state) {
    Instant now = bed.clock.instant();
    PasswordHash password = PasswordHash.of(PASSWORD, CHEAP);
    AccountEvent registered = new AccountEvent.Registered(ALICE, password, EMAIL, PROFILE, now);
    AccountEvent issued =
        new AccountEvent.CodeIssued(
            IssuedCode.Purpose.CONFIRM,
            PasswordHash.of(CODE, CHEAP),
            now,
            now.plus(SETTINGS.codeLifetime()));
    AccountEvent confirmed = new AccountEvent.Confirmed(now);
    AccountEvent token =
        new AccountEvent.TokenIssued(
            TOKEN.hash(), now, now.plus(SETTINGS.tokenLifetime()), "laptop");
    switch (state) {
      case "unregistered" -> account.initialize();
      case "unconfirmed" -> account.initialize(registered, issued);
      case "active" -> account.initialize(registered, issued, confirmed, token);
      case "deleted" ->
          account.initialize(registered, issued, confirmed, new AccountEvent.Deleted(now));
      default -> throw new IllegalArgumentException(state);
    }
  }

  Reply ask(AccountCommand command) {
    account.runCommand(command);
    return replies.receiveMessage();
  }

  /** By its name: the password and the code are the right ones unless it says wrong. */
  Reply ask(String command) {
    return ask(
        switch (command) {
          case "register" ->
              new AccountCommand.Register(ALICE, PASSWORD, null, PROFILE, replies.getRef());
          case "confirm" -> new AccountCommand.Confirm(CODE, replies.getRef());
          case "wrongConfirm" -> new AccountCommand.Confirm(WRONG, replies.getRef());
          case "reset" -> new AccountCommand.ResetPassword(CODE, OTHER, replies.getRef());
          case "logIn" -> new AccountCommand.LogIn(PASSWORD, null, replies.getRef());
          case "wrongLogIn" -> new AccountCommand.LogIn(OTHER, null, replies.getRef());
          case "logInByToken" ->
              new AccountCommand.LogInByToken(TOKEN.text(), null, replies.getRef());
          case "changePassword" ->
              new AccountCommand.ChangePassword(PASSWORD, OTHER, replies.getRef());
          case "deleteAccount" -> new AccountCommand.DeleteAccount(PASSWORD, replies.getRef());
          case "describe" -> new AccountCommand.Describe(replies.getRef());
          case "changeProfile" ->
              new AccountCommand.ChangeProfile(Map.of("city", "Riga"), replies.getRef());
          case "listSessions" -> new AccountCommand.ListSessions(SESSION, replies.getRef());
          case "endSession" ->
              new AccountCommand.EndSession(TOKEN_SESSION, SESSION, replies.getRef());
          case "logOut" -> new AccountCommand.LogOut(TOKEN.text(), replies.getRef());
          default -> throw new IllegalArgumentException(command);
        });
  }

  Reply logIn(Secret password) {
    return ask(new AccountCommand.LogIn(password, null, replies.getRef()));
  }

  boolean holds(EmailAddress email) {
    TestProbe<EmailClaim.Holding> holding = kit.createTestProbe();
    account.runCommand(new AccountCommand.AskHolder(email, holding.getRef()));
    return holding.receiveMessage().held();
  }

  /** How many mails the command brought about: its hash is computed before that of a later one. */
  int mailsAfter(AccountCommand command) {
    int before = bed.mails.size();
    account.runCommand(command);
    ask(new AccountCommand.LogInByToken(WRONG, null, replies.getRef()));
    return bed.mails.size() - before;
  }

  List<Object> events() {
    return account.persistenceTestKit().persistedInStorage("Account|" + ALICE.key());
  }

  static String code(Reply reply) {
    return ((Account.Refused) reply).problem().code().code();
  }

  static String name(Reply reply) {
    if (reply instanceof Account.Refused) return code(reply);
    String name = reply.getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
