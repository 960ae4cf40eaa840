package io.peerrelay.account;

import static io.peerrelay.account.Bed.ALICE;
import static io.peerrelay.account.Bed.CHEAP;
import static io.peerrelay.account.Bed.EMAIL;
import static io.peerrelay.account.Bed.OTHER;
import static io.peerrelay.account.Bed.PASSWORD;
import static io.peerrelay.account.Bed.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import io.peerrelay.account.Account.Reply;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import io.peerrelay.settings.AccountSettings.Argon2Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Bed.journalInMemory());
  private static final Secret CODE = new Secret("01234567");
  private static final Secret WRONG = new Secret("76543210");
  private static final Token TOKEN = Token.random(ALICE);

  private final TestProbe<Reply> replies = KIT.createTestProbe();
  private final TestProbe<ClusterSharding.ShardCommand> shard = KIT.createTestProbe();
  private Bed bed;
  private EventSourcedBehaviorTestKit<AccountCommand, AccountEvent, AccountState> account;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void unregistered() {
    start(new Bed(KIT));
  }

  private void start(Bed bed) {
    this.bed = bed;
    account =
        EventSourcedBehaviorTestKit.create(
            KIT.system(), Account.create(ALICE.key(), shard.getRef(), bed.surroundings));
  }

  // Every command in every state.

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          unregistered, register,         registered
          unregistered, confirm,          badCode
          unregistered, wrongConfirm,     badCode
          unregistered, reset,            badCode
          unregistered, logIn,            badCredentials
          unregistered, wrongLogIn,       badCredentials
          unregistered, logInByToken,     badCredentials
          unregistered, changePassword,   badCredentials
          unregistered, deleteAccount,    badCredentials
          unregistered, logOut,           done
          unconfirmed,  register,         alreadyRegistered
          unconfirmed,  confirm,          confirmed
          unconfirmed,  wrongConfirm,     badCode
          unconfirmed,  reset,            badCode
          unconfirmed,  logIn,            notConfirmed
          unconfirmed,  wrongLogIn,       badCredentials
          unconfirmed,  logInByToken,     badCredentials
          unconfirmed,  changePassword,   badCredentials
          unconfirmed,  deleteAccount,    notConfirmed
          unconfirmed,  logOut,           done
          active,       register,         alreadyRegistered
          active,       confirm,          confirmed
          active,       wrongConfirm,     badCode
          active,       reset,            badCode
          active,       logIn,            loggedIn
          active,       wrongLogIn,       badCredentials
          active,       logInByToken,     loggedIn
          active,       changePassword,   done
          active,       deleteAccount,    done
          active,       logOut,           done
          deleted,      register,         alreadyRegistered
          deleted,      confirm,          badCode
          deleted,      wrongConfirm,     badCode
          deleted,      reset,            badCode
          deleted,      logIn,            badCredentials
          deleted,      wrongLogIn,       badCredentials
          deleted,      logInByToken,     badCredentials
          deleted,      changePassword,   badCredentials
          deleted,      deleteAccount,    badCredentials
          deleted,      logOut,           done
          """)
  void answersEachCommandInEachState(String state, String command, String answer) {
    become(state);
    assertThat(name(ask(command(command, replies.getRef())))).isEqualTo(answer);
  }

  private static AccountCommand command(String name, ActorRef<Reply> replyTo) {
    return switch (name) {
      case "register" -> new AccountCommand.Register(ALICE, PASSWORD, null, replyTo);
      case "confirm" -> new AccountCommand.Confirm(CODE, replyTo);
      case "wrongConfirm" -> new AccountCommand.Confirm(WRONG, replyTo);
      case "reset" -> new AccountCommand.ResetPassword(CODE, OTHER, replyTo);
      case "logIn" -> new AccountCommand.LogIn(PASSWORD, replyTo);
      case "wrongLogIn" -> new AccountCommand.LogIn(OTHER, replyTo);
      case "logInByToken" -> new AccountCommand.LogInByToken(TOKEN.text(), replyTo);
      case "changePassword" -> new AccountCommand.ChangePassword(PASSWORD, OTHER, replyTo);
      case "deleteAccount" -> new AccountCommand.DeleteAccount(PASSWORD, replyTo);
      case "logOut" -> new AccountCommand.LogOut(TOKEN.text(), replyTo);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "unregistered, false",
    "unconfirmed, true",
    "active, true",
    "deleted, false",
  })
  void tellsWhetherItHoldsAnAddress(String state, boolean held) {
    become(state);
    assertThat(holds(new EmailAddress("aLICE@EXAMPLE.ORG"))).isEqualTo(held);
    assertThat(holds(new EmailAddress("bob@example.org"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "unregistered, 0, 0",
    "unconfirmed, 1, 0",
    "active, 0, 1",
    "deleted, 0, 0",
  })
  void mailsCodesOnlyWhereTheyAreOfUse(String state, int confirmations, int resets) {
    become(state);
    bed.clock.pass(SETTINGS.codeInterval());
    assertThat(mailsAfter(new AccountCommand.ResendConfirmation())).isEqualTo(confirmations);
    bed.clock.pass(SETTINGS.codeInterval());
    assertThat(mailsAfter(new AccountCommand.ForgotPassword(EMAIL))).isEqualTo(resets);
  }

  // Registration.

  @Test
  void letsInAtOnceWhoRegisteredWithoutAddress() {
    ask(new AccountCommand.Register(ALICE, PASSWORD, null, replies.getRef()));
    assertThat(bed.mails).isEmpty();
    assertThat(logIn(PASSWORD)).isInstanceOf(Account.LoggedIn.class);
  }

  @Test
  void claimsTheAddressAndMailsACodeBeforeALogin() {
    assertThat(register(EMAIL, EmailClaim.Answer.GRANTED))
        .isEqualTo(new Account.Registered(ALICE, true));
    Mail mail = bed.mails.remove();
    assertThat(mail.to()).isEqualTo(EMAIL);
    assertThat(mail.text()).contains("Hello Alice");
    assertThat(code(logIn(PASSWORD))).isEqualTo("notConfirmed");
    assertThat(ask(new AccountCommand.Confirm(Bed.code(mail), replies.getRef())))
        .isEqualTo(new Account.Confirmed(ALICE));
    assertThat(logIn(PASSWORD)).isInstanceOf(Account.LoggedIn.class);
  }

  @Test
  void storesNothingIfTheAddressIsTaken() {
    assertThat(code(register(EMAIL, EmailClaim.Answer.TAKEN))).isEqualTo("alreadyRegistered");
    assertThat(code(register(EMAIL, EmailClaim.Answer.UNDECIDED))).isEqualTo("unavailable");
    assertThat(events()).isEmpty();
    assertThat(bed.mails).isEmpty();
  }

  @Test
  void saysUnavailableIfTheClaimDoesNotAnswerAndCanBeTriedAgain() {
    account.runCommand(new AccountCommand.Register(ALICE, PASSWORD, EMAIL, replies.getRef()));
    assertThat(code(replies.receiveMessage(Bed.TIMEOUT))).isEqualTo("unavailable");
    bed.claim.receiveMessage();
    assertThat(register(EMAIL, EmailClaim.Answer.GRANTED)).isInstanceOf(Account.Registered.class);
  }

  @Test
  void holdsAnAddressWhileItRegistersAndLetsNobodyElseRegisterTheName() {
    account.runCommand(new AccountCommand.Register(ALICE, PASSWORD, EMAIL, replies.getRef()));
    EmailClaim.Claim claim = bed.claim.expectMessageClass(EmailClaim.Claim.class);
    assertThat(holds(EMAIL)).isTrue();
    assertThat(code(ask(new AccountCommand.Register(ALICE, OTHER, null, replies.getRef()))))
        .isEqualTo("busy");
    claim.replyTo().tell(EmailClaim.Answer.GRANTED);
    assertThat(replies.receiveMessage()).isInstanceOf(Account.Registered.class);
  }

  @Test
  void givesTheNameAwayAndTheAddressBackIfNobodyConfirmsInTime() {
    become("unconfirmed");
    bed.clock.pass(SETTINGS.unconfirmedLifetime());
    assertThat(holds(EMAIL)).isFalse();
    assertThat(code(ask(new AccountCommand.Confirm(CODE, replies.getRef())))).isEqualTo("badCode");
    assertThat(code(logIn(PASSWORD))).isEqualTo("badCredentials");
    Username spelledAnew = new Username("ALICE");
    assertThat(ask(new AccountCommand.Register(spelledAnew, OTHER, null, replies.getRef())))
        .isEqualTo(new Account.Registered(spelledAnew, false));
    assertThat(bed.claim.expectMessageClass(EmailClaim.Release.class).by()).isEqualTo(ALICE);
    assertThat(((Account.LoggedIn) logIn(OTHER)).username().value()).isEqualTo("ALICE");
  }

  // Codes.

  @Test
  void confirmsTwice() {
    become("unconfirmed");
    assertThat(ask(command("confirm", replies.getRef()))).isEqualTo(new Account.Confirmed(ALICE));
    assertThat(ask(command("confirm", replies.getRef()))).isEqualTo(new Account.Confirmed(ALICE));
    assertThat(events()).filteredOn(AccountEvent.Confirmed.class::isInstance).hasSize(1);
  }

  @Test
  void takesACodeNoLongerAfterItsTime() {
    become("unconfirmed");
    bed.clock.pass(SETTINGS.codeLifetime());
    assertThat(code(ask(command("wrongConfirm", replies.getRef())))).isEqualTo("badCode");
    assertThat(code(ask(command("confirm", replies.getRef())))).isEqualTo("codeExpired");
  }

  @Test
  void takesACodeNoLongerAfterTooManyTriesEvenAfterARestart() {
    become("unconfirmed");
    for (int i = 0; i < SETTINGS.codeTries(); i++)
      assertThat(code(ask(command("wrongConfirm", replies.getRef())))).isEqualTo("badCode");
    account.restart();
    assertThat(code(ask(command("wrongConfirm", replies.getRef())))).isEqualTo("codeExpired");
    assertThat(code(ask(command("confirm", replies.getRef())))).isEqualTo("codeExpired");
  }

  @Test
  void answersTriesWithoutACodeAsIfThereWereOne() {
    for (int i = 0; i < SETTINGS.codeTries(); i++)
      assertThat(code(ask(command("wrongConfirm", replies.getRef())))).isEqualTo("badCode");
    assertThat(code(ask(command("wrongConfirm", replies.getRef())))).isEqualTo("codeExpired");
    assertThat(events()).isEmpty();
  }

  @Test
  void mailsANewCodeThatReplacesTheOldOne() {
    become("unconfirmed");
    bed.clock.pass(SETTINGS.codeInterval());
    assertThat(mailsAfter(new AccountCommand.ResendConfirmation())).isOne();
    assertThat(code(ask(command("confirm", replies.getRef())))).isEqualTo("badCode");
    Secret code = Bed.code(bed.mails.remove());
    assertThat(ask(new AccountCommand.Confirm(code, replies.getRef())))
        .isEqualTo(new Account.Confirmed(ALICE));
  }

  @Test
  void mailsNoMoreThanOneCodeInAnInterval() {
    become("unconfirmed");
    assertThat(mailsAfter(new AccountCommand.ResendConfirmation())).isZero();
    bed.clock.pass(SETTINGS.codeInterval());
    account.runCommand(new AccountCommand.ResendConfirmation());
    account.runCommand(new AccountCommand.ResendConfirmation());
    mailsAfter(new AccountCommand.ResendConfirmation());
    assertThat(bed.mails).hasSize(1);
  }

  @Test
  void resetsThePasswordByACodeOnce() {
    become("active");
    Secret code = forgotten();
    assertThat(ask(new AccountCommand.ResetPassword(code, OTHER, replies.getRef())))
        .isEqualTo(new Account.Done());
    assertThat(bed.ended).containsExactly(ALICE);
    assertThat(code(logIn(PASSWORD))).isEqualTo("badCredentials");
    assertThat(logIn(OTHER)).isInstanceOf(Account.LoggedIn.class);
    assertThat(code(ask(command("logInByToken", replies.getRef())))).isEqualTo("badCredentials");
    assertThat(code(ask(new AccountCommand.ResetPassword(code, PASSWORD, replies.getRef()))))
        .isEqualTo("badCode");
  }

  @Test
  void takesTwoResetsByOneCodeAtTheSameTimeForOne() {
    become("active");
    Secret code = forgotten();
    account.runCommand(new AccountCommand.ResetPassword(code, OTHER, replies.getRef()));
    account.runCommand(new AccountCommand.ResetPassword(code, OTHER, replies.getRef()));
    assertThat(List.of(name(replies.receiveMessage()), name(replies.receiveMessage())))
        .containsExactlyInAnyOrder("done", "badCode");
  }

  @Test
  void takesAConfirmationCodeForNoReset() {
    become("unconfirmed");
    ask(command("confirm", replies.getRef()));
    assertThat(code(ask(command("reset", replies.getRef())))).isEqualTo("badCode");
  }

  @Test
  void mailsNoResetToAnAddressThatItDoesNotHold() {
    become("active");
    bed.clock.pass(SETTINGS.codeInterval());
    EmailAddress stranger = new EmailAddress("bob@example.org");
    assertThat(mailsAfter(new AccountCommand.ForgotPassword(stranger))).isZero();
  }

  // Passwords.

  @Test
  void changesThePasswordForWhoKnowsTheOldOne() {
    become("active");
    AccountCommand wrong =
        new AccountCommand.ChangePassword(OTHER, new Secret("third choice"), replies.getRef());
    assertThat(code(ask(wrong))).isEqualTo("badCredentials");
    assertThat(ask(command("changePassword", replies.getRef()))).isEqualTo(new Account.Done());
    assertThat(code(logIn(PASSWORD))).isEqualTo("badCredentials");
    assertThat(logIn(OTHER)).isInstanceOf(Account.LoggedIn.class);
  }

  @ParameterizedTest
  @CsvSource({"unregistered", "active"})
  void locksANameAfterFailuresInARowKnownOrNot(String state) {
    become(state);
    for (int i = 0; i < SETTINGS.lockAfter(); i++)
      assertThat(code(logIn(OTHER))).isEqualTo("badCredentials");
    assertThat(code(logIn(PASSWORD))).isEqualTo("lockedOut");
    bed.clock.pass(SETTINGS.lockDuration());
    assertThat(name(logIn(PASSWORD)))
        .isEqualTo(state.equals("active") ? "loggedIn" : "badCredentials");
  }

  @Test
  void refusesTheRightPasswordAmongTooManyGuessesSentSideBySide() {
    become("active");
    for (int i = 0; i < SETTINGS.lockAfter() + 3; i++)
      account.runCommand(new AccountCommand.LogIn(OTHER, replies.getRef()));
    int wrong = 0;
    for (int i = 0; i < SETTINGS.lockAfter() + 3; i++)
      if (code(replies.receiveMessage()).equals("badCredentials")) wrong++;
    assertThat(wrong).isEqualTo(SETTINGS.lockAfter());
  }

  @Test
  void countsFailuresOnlyInARow() {
    become("active");
    for (int round = 0; round < 2; round++) {
      for (int i = 1; i < SETTINGS.lockAfter(); i++) logIn(OTHER);
      assertThat(logIn(PASSWORD)).isInstanceOf(Account.LoggedIn.class);
    }
  }

  @Test
  void hashesAnewAtALoginIfTheSettingsAskForMore() {
    start(new Bed(KIT, Bed.settings(new Argon2Settings(128, 2, 1, 2, 200))));
    become("active");
    assertThat(logIn(PASSWORD)).isInstanceOf(Account.LoggedIn.class);
    assertThat(events()).filteredOn(AccountEvent.PasswordRehashed.class::isInstance).hasSize(1);
    assertThat(logIn(PASSWORD)).isInstanceOf(Account.LoggedIn.class);
    assertThat(events()).filteredOn(AccountEvent.PasswordRehashed.class::isInstance).hasSize(1);
  }

  @Test
  void saysBusyWhenAllThreadsComputeAndStillAnswersWhatNeedsNone() {
    start(new Bed(KIT, Bed.settings(new Argon2Settings(64, 1, 1, 1, 0))));
    become("active");
    PasswordHash slow = PasswordHash.decoy(new Argon2Settings(64 * 1024, 40, 1, 1, 0));
    bed.surroundings.passwords().check(OTHER, slow);
    assertThat(code(logIn(PASSWORD))).isEqualTo("busy");
    assertThat(ask(command("logInByToken", replies.getRef()))).isInstanceOf(Account.LoggedIn.class);
  }

  // Tokens.

  @Test
  void logsInByATokenUntilItIsLoggedOut() {
    become("active");
    Account.LoggedIn first = (Account.LoggedIn) logIn(PASSWORD);
    AccountCommand again = new AccountCommand.LogInByToken(first.token(), replies.getRef());
    assertThat(ask(again)).isEqualTo(first);
    ask(new AccountCommand.LogOut(first.token(), replies.getRef()));
    assertThat(code(ask(again))).isEqualTo("badCredentials");
    assertThat(ask(command("logInByToken", replies.getRef()))).isInstanceOf(Account.LoggedIn.class);
  }

  @Test
  void keepsATokenThatIsUsedAndForgetsOneThatIsNot() {
    become("active");
    bed.clock.pass(SETTINGS.tokenLifetime().minusSeconds(1));
    Account.LoggedIn used = (Account.LoggedIn) ask(command("logInByToken", replies.getRef()));
    assertThat(used.expiresAt()).isEqualTo(bed.clock.instant().plus(SETTINGS.tokenLifetime()));
    bed.clock.pass(SETTINGS.tokenLifetime().minusSeconds(1));
    assertThat(ask(command("logInByToken", replies.getRef()))).isInstanceOf(Account.LoggedIn.class);
    bed.clock.pass(SETTINGS.tokenLifetime());
    assertThat(code(ask(command("logInByToken", replies.getRef())))).isEqualTo("badCredentials");
  }

  @Test
  void storesTheUseOfATokenOnceADay() {
    become("active");
    for (int hour = 0; hour < 48; hour++) {
      bed.clock.pass(Duration.ofHours(1));
      ask(command("logInByToken", replies.getRef()));
    }
    assertThat(events()).filteredOn(AccountEvent.TokenUsed.class::isInstance).hasSizeBetween(1, 2);
  }

  @Test
  void revokesTheTokenUsedLongestAgoWhenThereAreTooMany() {
    become("active");
    Secret second = ((Account.LoggedIn) logIn(PASSWORD)).token();
    logIn(PASSWORD);
    bed.clock.pass(Duration.ofDays(2));
    ask(command("logInByToken", replies.getRef()));
    logIn(PASSWORD);
    assertThat(((AccountState.Active) account.getState()).tokens()).hasSize(SETTINGS.tokens());
    assertThat(ask(command("logInByToken", replies.getRef()))).isInstanceOf(Account.LoggedIn.class);
    assertThat(code(ask(new AccountCommand.LogInByToken(second, replies.getRef()))))
        .isEqualTo("badCredentials");
  }

  // Its end.

  @Test
  void endsSessionsAndReleasesTheAddressWhenDeleted() {
    become("active");
    assertThat(ask(command("deleteAccount", replies.getRef()))).isEqualTo(new Account.Done());
    assertThat(bed.ended).containsExactly(ALICE);
    assertThat(bed.claim.expectMessageClass(EmailClaim.Release.class).by()).isEqualTo(ALICE);
    assertThat(account.getState()).isEqualTo(new AccountState.Deleted());
  }

  @Test
  void isTheSameAfterARestart() {
    become("active");
    logIn(PASSWORD);
    AccountState before = account.getState();
    assertThat(account.restart().state()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"unregistered", "unconfirmed", "active", "deleted"})
  void passivatesAndStopsInEveryState(String state) {
    become(state);
    ActorRef<AccountCommand> entity =
        KIT.spawn(Account.create(ALICE.key(), shard.getRef(), bed.surroundings));
    entity.tell(AccountCommand.Lifecycle.IDLE);
    assertThat(shard.receiveMessage()).isInstanceOf(ClusterSharding.Passivate.class);
    entity.tell(AccountCommand.Lifecycle.STOP);
    replies.expectTerminated(entity, Duration.ofSeconds(3));
  }

  private void become(String state) {
    Instant now = bed.clock.instant();
    PasswordHash password = PasswordHash.of(PASSWORD, CHEAP);
    AccountEvent registered = new AccountEvent.Registered(ALICE, password, EMAIL, now);
    AccountEvent issued =
        new AccountEvent.CodeIssued(
            IssuedCode.Purpose.CONFIRM,
            PasswordHash.of(CODE, CHEAP),
            now,
            now.plus(SETTINGS.codeLifetime()));
    AccountEvent confirmed = new AccountEvent.Confirmed(now);
    AccountEvent token =
        new AccountEvent.TokenIssued(TOKEN.hash(), now, now.plus(SETTINGS.tokenLifetime()));
    switch (state) {
      case "unregistered" -> account.initialize();
      case "unconfirmed" -> account.initialize(registered, issued);
      case "active" -> account.initialize(registered, issued, confirmed, token);
      case "deleted" ->
          account.initialize(registered, issued, confirmed, new AccountEvent.Deleted(now));
      default -> throw new IllegalArgumentException(state);
    }
  }

  private Reply ask(AccountCommand command) {
    account.runCommand(command);
    return replies.receiveMessage();
  }

  private Reply logIn(Secret password) {
    return ask(new AccountCommand.LogIn(password, replies.getRef()));
  }

  private Reply register(EmailAddress email, EmailClaim.Answer answer) {
    account.runCommand(new AccountCommand.Register(ALICE, PASSWORD, email, replies.getRef()));
    EmailClaim.Claim claim = bed.claim.expectMessageClass(EmailClaim.Claim.class);
    assertThat(claim.by()).isEqualTo(ALICE);
    claim.replyTo().tell(answer);
    return replies.receiveMessage();
  }

  private boolean holds(EmailAddress email) {
    TestProbe<EmailClaim.Holding> holding = KIT.createTestProbe();
    account.runCommand(new AccountCommand.AskHolder(email, holding.getRef()));
    return holding.receiveMessage().held();
  }

  private Secret forgotten() {
    bed.clock.pass(SETTINGS.codeInterval());
    account.runCommand(new AccountCommand.ForgotPassword(EMAIL));
    Awaitility.await().until(() -> !bed.mails.isEmpty());
    return Bed.code(bed.mails.remove());
  }

  /** How many mails the command brought about: its hash is computed before that of a later one. */
  private int mailsAfter(AccountCommand command) {
    int before = bed.mails.size();
    account.runCommand(command);
    ask(new AccountCommand.LogInByToken(WRONG, replies.getRef()));
    return bed.mails.size() - before;
  }

  private List<Object> events() {
    return account.persistenceTestKit().persistedInStorage("Account|" + ALICE.key());
  }

  private static String code(Reply reply) {
    return ((Account.Refused) reply).problem().code().code();
  }

  private static String name(Reply reply) {
    if (reply instanceof Account.Refused) return code(reply);
    String name = reply.getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
