package io.peerrelay.account;

import static io.peerrelay.account.Bed.OTHER;
import static io.peerrelay.account.Bed.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import io.peerrelay.account.Account.Registered;
import io.peerrelay.account.Account.Reply;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole room on a cluster of one node; the journal alone is in memory. */
class AccountsTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Bed.clusterOfOne());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final BlockingQueue<Mail> MAILS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<Username> ENDED = new LinkedBlockingQueue<>();
  private static final TestClock CLOCK = new TestClock();
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static Accounts accounts;

  @BeforeAll
  static void start() {
    Cluster cluster = Cluster.get(KIT.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    accounts =
        Accounts.start(
            KIT.system(),
            Bed.SETTINGS,
            TIMEOUT,
            MAILS::add,
            new NotedEnds(ENDED, new ArrayDeque<>()),
            CLOCK);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> register(name(), null), Registered.class::isInstance);
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void registersConfirmsLogsInAndOut() throws InterruptedException {
    Username name = name();
    EmailAddress email = new EmailAddress("o'hara|x/*%41@example.org");
    assertThat(register(name, email)).isEqualTo(new Registered(name, true));
    assertThat(code(logIn(name, PASSWORD))).isEqualTo(ErrorCode.NOT_CONFIRMED);
    Secret code = Bed.code(MAILS.poll(3, TimeUnit.SECONDS));
    assertThat(get(accounts.confirm(new ClientMessage.Confirm(name, code))))
        .isEqualTo(new Account.Confirmed(name));
    Account.LoggedIn in = (Account.LoggedIn) logIn(name, PASSWORD);
    assertThat(logIn(in.token())).isEqualTo(in);
    assertThat(get(accounts.logOut(name, in.token()))).isEqualTo(new Account.Done());
    assertThat(code(logIn(in.token()))).isEqualTo(ErrorCode.BAD_CREDENTIALS);
  }

  @Test
  void resetsAForgottenPassword() throws InterruptedException {
    Username name = name();
    EmailAddress email = new EmailAddress(name + "@example.org");
    register(name, email);
    Secret confirmation = Bed.code(MAILS.poll(3, TimeUnit.SECONDS));
    get(accounts.confirm(new ClientMessage.Confirm(name, confirmation)));
    CLOCK.pass(Bed.SETTINGS.codeInterval());
    EmailAddress otherCase =
        new EmailAddress(name.value().toUpperCase(Locale.ROOT) + "@Example.ORG");
    assertThat(get(accounts.forgotPassword(new ClientMessage.ForgotPassword(otherCase))))
        .isEqualTo(new Account.Done());
    Secret code = Bed.code(MAILS.poll(3, TimeUnit.SECONDS));
    var reset = new ClientMessage.ResetPassword(name, code, OTHER);
    assertThat(get(accounts.resetPassword(reset))).isEqualTo(new Account.Done());
    assertThat(ENDED.poll(3, TimeUnit.SECONDS)).isEqualTo(name);
    assertThat(logIn(name, OTHER)).isInstanceOf(Account.LoggedIn.class);
  }

  @Test
  void saysOkWhoeverForgotOrMissesAMail() {
    EmailAddress nobody = new EmailAddress("nobody@example.org");
    assertThat(get(accounts.forgotPassword(new ClientMessage.ForgotPassword(nobody))))
        .isEqualTo(new Account.Done());
    assertThat(get(accounts.resendConfirmation(new ClientMessage.ResendConfirmation(name()))))
        .isEqualTo(new Account.Done());
  }

  @Test
  void showsANameAsItWasRegistered() {
    register(new Username("Ünïque.Näme"), null);
    Account.LoggedIn in = (Account.LoggedIn) logIn(new Username("üNÏQUE.nÄME"), PASSWORD);
    assertThat(in.username().value()).isEqualTo("Ünïque.Näme");
    assertThat(code(register(new Username("ÜNÏQUE.NÄME"), null)))
        .isEqualTo(ErrorCode.ALREADY_REGISTERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relay", "Relay", "SYSTEM"})
  void keepsTheRelaysOwnNamesForItself(String name) {
    assertThat(code(register(new Username(name), null))).isEqualTo(ErrorCode.ALREADY_REGISTERED);
  }

  @Test
  void keepsTheNameOfADeletedAccountAndFreesItsAddress() throws InterruptedException {
    Username name = name();
    EmailAddress email = new EmailAddress(name + "@example.org");
    register(name, email);
    Secret code = Bed.code(MAILS.poll(3, TimeUnit.SECONDS));
    get(accounts.confirm(new ClientMessage.Confirm(name, code)));
    assertThat(get(accounts.deleteAccount(name, new ClientMessage.DeleteAccount(PASSWORD))))
        .isEqualTo(new Account.Done());
    assertThat(ENDED.poll(3, TimeUnit.SECONDS)).isEqualTo(name);
    assertThat(code(register(name, null))).isEqualTo(ErrorCode.ALREADY_REGISTERED);
    assertThat(register(name(), email)).isInstanceOf(Registered.class);
    MAILS.poll(3, TimeUnit.SECONDS);
  }

  @Test
  void refusesAWeakPasswordWhereverOneIsSet() {
    Username name = name();
    Secret weak = new Secret("short");
    register(name, null);
    assertThat(code(get(accounts.register(new ClientMessage.Register(name(), weak, null)))))
        .isEqualTo(ErrorCode.WEAK_PASSWORD);
    assertThat(
            code(
                get(
                    accounts.changePassword(
                        name, new ClientMessage.ChangePassword(PASSWORD, weak)))))
        .isEqualTo(ErrorCode.WEAK_PASSWORD);
    Secret code = new Secret("12345678");
    assertThat(code(get(accounts.resetPassword(new ClientMessage.ResetPassword(name, code, weak)))))
        .isEqualTo(ErrorCode.WEAK_PASSWORD);
  }

  @Test
  void grantsOneAddressToOneOfManyWhoRegisterItAtOnce() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      EmailAddress email = new EmailAddress("round" + round + "@example.org");
      List<CompletionStage<Reply>> replies =
          IntStream.range(0, 5)
              .mapToObj(i -> new ClientMessage.Register(name(), PASSWORD, email))
              .map(accounts::register)
              .toList();
      List<Reply> all = replies.stream().map(AccountsTest::get).toList();
      assertThat(all).filteredOn(Registered.class::isInstance).hasSize(1);
      assertThat(all)
          .filteredOn(Account.Refused.class::isInstance)
          .extracting(AccountsTest::code)
          .containsOnly(ErrorCode.ALREADY_REGISTERED);
      assertThat(MAILS.poll(3, TimeUnit.SECONDS).to()).isEqualTo(email);
    }
  }

  @Test
  void grantsOneNameToOneOfManyWhoRegisterItAtOnce() {
    Username name = name();
    List<CompletionStage<Reply>> replies =
        IntStream.range(0, 10)
            .mapToObj(i -> new ClientMessage.Register(name, PASSWORD, null))
            .map(accounts::register)
            .toList();
    assertThat(replies.stream().map(AccountsTest::get))
        .filteredOn(Registered.class::isInstance)
        .hasSize(1);
  }

  @Test
  void freesAnAddressThatWasClaimedByARegistrationThatNeverCameToBe() throws InterruptedException {
    EmailAddress email = new EmailAddress("orphan@example.org");
    TestProbe<EmailClaim.Answer> answers = KIT.createTestProbe();
    ClusterSharding.get(KIT.system())
        .entityRefFor(EmailClaim.KEY, EmailClaim.id(email))
        .tell(new EmailClaim.Claim(email, new Username("crashed"), answers.getRef()));
    answers.expectMessage(EmailClaim.Answer.GRANTED);
    assertThat(register(name(), email)).isInstanceOf(Registered.class);
    MAILS.poll(3, TimeUnit.SECONDS);
  }

  @Test
  void saysUnavailableWhenTheJournalFailsAndServesTheNextRequest() {
    Username name = name();
    JOURNAL.failNextPersisted("Account|" + name.key());
    assertThat(code(register(name, null))).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(register(name, null)).isEqualTo(new Registered(name, false));
    assertThat(logIn(name, PASSWORD)).isInstanceOf(Account.LoggedIn.class);
  }

  @Test
  void saysUnavailableWhenTheJournalCannotBeReadAndServesTheNextRequest() {
    Username name = name();
    JOURNAL.failNextRead("Account|" + name.key());
    Reply first = register(name, null);
    Reply second = first instanceof Registered ? first : register(name, null);
    assertThat(second).isEqualTo(new Registered(name, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "YWxpY2U", "YWxpY2U.", "a.b.c", "%%%%.%%%%", "YWxpY2U.AAAA"})
  void takesNoTokenThatItNeverMade(String text) {
    assertThat(code(logIn(new Secret(text)))).isEqualTo(ErrorCode.BAD_CREDENTIALS);
    assertThat(code(logIn(Token.random(name()).text()))).isEqualTo(ErrorCode.BAD_CREDENTIALS);
  }

  @Test
  void refusesEveryFailedLoginInTheSameWords() {
    Username known = name();
    register(known, null);
    Reply wrongPassword = logIn(known, OTHER);
    assertThat(logIn(name(), OTHER)).isEqualTo(wrongPassword);
    assertThat(logIn(Token.random(known).text())).isEqualTo(wrongPassword);
    assertThat(logIn(Token.random(name()).text())).isEqualTo(wrongPassword);
    assertThat(logIn(new Secret("no token"))).isEqualTo(wrongPassword);
  }

  private static Username name() {
    return new Username("user" + NAMES.incrementAndGet());
  }

  private static Reply register(Username name, EmailAddress email) {
    return get(accounts.register(new ClientMessage.Register(name, PASSWORD, email)));
  }

  private static Reply logIn(Username name, Secret password) {
    return get(accounts.logIn(new ClientMessage.Login(name, password, null, null)));
  }

  private static Reply logIn(Secret token) {
    return get(accounts.logIn(new ClientMessage.Login(null, null, token, null)));
  }

  private static ErrorCode code(Reply reply) {
    return ((Account.Refused) reply).problem().code();
  }

  private static Reply get(CompletionStage<Reply> reply) {
    return reply
        .toCompletableFuture()
        .orTimeout(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
