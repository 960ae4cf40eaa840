package io.peerrelay.account;

import static io.peerrelay.account.Bed.ALICE;
import static io.peerrelay.account.Bed.EMAIL;
import static io.peerrelay.account.Bed.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import io.peerrelay.account.IssuedCode.Purpose;
import io.peerrelay.journal.GoldenFile;
import io.peerrelay.protocol.ProfileFields;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.SessionInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is in a journal must be readable for ever. The golden files hold each stored form as it was
 * first written: never change one, only add some.
 */
class StoredFormTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Bed.journalInMemory());
  private static final Serialization SERIALIZATION =
      SerializationExtension.get(Adapter.toClassic(KIT.system()));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final Instant LATER = NOW.plusSeconds(900);
  private static final PasswordHash HASH =
      new PasswordHash(
          "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4");
  private static final String TOKEN = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

  private static final SessionId SESSION = new SessionId("n4bQgYhMfWWaL-qgxVrQFa");

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static final List<IssuedToken> TOKENS =
      List.of(new IssuedToken(TOKEN, LATER, "laptop", NOW, LATER));
  private static final List<IssuedToken> PLAIN_TOKENS =
      List.of(new IssuedToken(TOKEN, LATER, null, null, null));

  static List<Object> stored() {
    IssuedCode code = new IssuedCode(Purpose.RESET, HASH, NOW, LATER, 2);
    return List.of(
        new AccountEvent.Registered(ALICE, HASH, EMAIL, PROFILE, NOW),
        new AccountEvent.Confirmed(NOW),
        new AccountEvent.CodeIssued(Purpose.CONFIRM, HASH, NOW, LATER),
        new AccountEvent.CodeRejected(NOW),
        new AccountEvent.ProfileChanged(PROFILE, NOW),
        new AccountEvent.PasswordChanged(HASH, NOW),
        new AccountEvent.PasswordRehashed(HASH, NOW),
        new AccountEvent.PasswordReset(HASH, NOW),
        new AccountEvent.TokenIssued(TOKEN, NOW, LATER, "laptop"),
        new AccountEvent.TokenUsed(TOKEN, NOW, LATER, "phone"),
        new AccountEvent.TokenRevoked(TOKEN, NOW),
        new AccountEvent.Deleted(NOW),
        new EmailClaim.Claimed(EMAIL, ALICE, NOW),
        new EmailClaim.Released(ALICE, NOW),
        new AccountState.Unregistered(null),
        new AccountState.Unconfirmed(ALICE, HASH, EMAIL, PROFILE, code, NOW),
        new AccountState.Active(ALICE, HASH, EMAIL, PROFILE, code, TOKENS),
        new AccountState.Deleted(),
        new EmailClaim.State(ALICE));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void storesAndReadsTheGoldenForm(Object value) throws IOException {
    GoldenFile.named("account/" + golden(value.getClass()), KIT.system()).holds(value);
  }

  static List<Object> storedBeforeProfiles() {
    IssuedCode code = new IssuedCode(Purpose.RESET, HASH, NOW, LATER, 2);
    return List.of(
        new AccountEvent.Registered(ALICE, HASH, EMAIL, null, NOW),
        new AccountState.Unconfirmed(ALICE, HASH, EMAIL, ProfileFields.NONE, code, NOW),
        new AccountState.Active(ALICE, HASH, EMAIL, ProfileFields.NONE, code, PLAIN_TOKENS));
  }

  @ParameterizedTest
  @MethodSource("storedBeforeProfiles")
  void readsWhatWasStoredBeforeThereWereProfiles(Object value) throws IOException {
    String name = "account/" + golden(value.getClass()) + "BeforeProfiles";
    GoldenFile.named(name, KIT.system()).comesBackAs(value);
  }

  static List<Object> storedBeforeDevices() {
    IssuedCode code = new IssuedCode(Purpose.RESET, HASH, NOW, LATER, 2);
    return List.of(
        new AccountEvent.TokenIssued(TOKEN, NOW, LATER, null),
        new AccountEvent.TokenUsed(TOKEN, NOW, LATER, null),
        new AccountState.Active(ALICE, HASH, EMAIL, PROFILE, code, PLAIN_TOKENS));
  }

  /** As it is stored still where a device has no name. */
  @ParameterizedTest
  @MethodSource("storedBeforeDevices")
  void readsAndStoresWhatIsWithoutDevices(Object value) throws IOException {
    String name = "account/" + golden(value.getClass()) + "BeforeDevices";
    GoldenFile.named(name, KIT.system()).holds(value);
  }

  /** Events and states have the same simple names: {@code AccountEvent/Deleted}. */
  private static String golden(Class<?> type) {
    return type.getEnclosingClass().getSimpleName() + "/" + type.getSimpleName();
  }

  @Test
  void leavesNothingOut() {
    Set<Class<?>> seen = stored().stream().map(Object::getClass).collect(Collectors.toSet());
    assertThat(seen).containsAll(subtypes(AccountEvent.class).toList());
    assertThat(seen).containsAll(subtypes(AccountState.class).toList());
    assertThat(seen).containsAll(subtypes(EmailClaim.Event.class).toList());
  }

  /** Messages are not stored, but one node may run an older version than the other. */
  @Test
  void sendsEveryMessageToAnotherNode() {
    TestProbe<Account.Reply> probe = KIT.createTestProbe();
    TestProbe<EmailClaim.Answer> answers = KIT.createTestProbe();
    TestProbe<EmailClaim.Holding> holdings = KIT.createTestProbe();
    ActorRef<Account.Reply> replyTo = probe.getRef();
    Secret secret = new Secret("tangerine tree");
    List<Object> messages =
        List.of(
            new AccountCommand.Register(ALICE, secret, EMAIL, PROFILE, replyTo),
            new AccountCommand.Confirm(secret, replyTo),
            new AccountCommand.ResendConfirmation(),
            new AccountCommand.ForgotPassword(EMAIL),
            new AccountCommand.ResetPassword(secret, secret, replyTo),
            new AccountCommand.LogIn(secret, null, replyTo),
            new AccountCommand.LogInByToken(secret, null, replyTo),
            new AccountCommand.ChangePassword(secret, secret, replyTo),
            new AccountCommand.DeleteAccount(secret, replyTo),
            new AccountCommand.LogOut(secret, replyTo),
            new AccountCommand.ListSessions(SESSION, replyTo),
            new AccountCommand.EndSession(SESSION, SESSION, replyTo),
            new AccountCommand.AskHolder(EMAIL, holdings.getRef()),
            new AccountCommand.Find(replyTo),
            new AccountCommand.Describe(replyTo),
            new AccountCommand.ChangeProfile(Map.of("city", "Riga"), replyTo),
            new EmailClaim.Claim(EMAIL, ALICE, answers.getRef()),
            new EmailClaim.Release(ALICE),
            new EmailClaim.ForgotPassword(EMAIL),
            new EmailClaim.Holding(true),
            EmailClaim.Answer.UNDECIDED,
            new Account.Registered(ALICE, true),
            new Account.Confirmed(ALICE),
            new Account.LoggedIn(ALICE, secret, NOW),
            new Account.Sessions(List.of(new SessionInfo(SESSION, "x", NOW, null, true, false))),
            new Account.Found(ALICE),
            new Account.Described(ALICE, EMAIL, PROFILE),
            new Account.Done(),
            new Account.Refused(Refusals.BAD_CREDENTIALS));
    assertThat(messages)
        .allSatisfy(message -> assertThat(sent(message)).isEqualTo(message))
        .extracting(Object::getClass)
        .containsAll(subtypes(AccountCommand.Request.class).toList())
        .containsAll(subtypes(EmailClaim.Request.class).toList())
        .containsAll(subtypes(Account.Reply.class).toList());
  }

  private static Object sent(Object message) {
    byte[] bytes = SERIALIZATION.serialize(message).get();
    int serializer = SERIALIZATION.findSerializerFor(message).identifier();
    return SERIALIZATION.deserialize(bytes, serializer, manifest(message)).get();
  }

  private static String manifest(Object value) {
    return Serializers.manifestFor(SERIALIZATION.findSerializerFor(value), value);
  }

  private static Stream<Class<?>> subtypes(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(StoredFormTest::subtypes)
        : Stream.of(type);
  }
}
