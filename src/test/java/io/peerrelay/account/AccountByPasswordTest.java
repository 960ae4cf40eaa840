package io.peerrelay.account;

import static io.peerrelay.account.Bed.OTHER;
import static io.peerrelay.account.Bed.PASSWORD;
import static io.peerrelay.account.Bed.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Secret;
import io.peerrelay.settings.AccountSettings.Argon2Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who knows the password, who guesses, and what hashing it costs. */
class AccountByPasswordTest extends AccountFixture {
  @Test
  void changesThePasswordForWhoKnowsTheOldOne() {
    become("active");
    AccountCommand wrong =
        new AccountCommand.ChangePassword(OTHER, new Secret("third choice"), replies.getRef());
    assertThat(code(ask(wrong))).isEqualTo("badCredentials");
    assertThat(ask("changePassword")).isEqualTo(new Account.Done());
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
      account.runCommand(new AccountCommand.LogIn(OTHER, null, replies.getRef()));
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
    start(new Bed(kit, Bed.settings(new Argon2Settings(128, 2, 1, 2, 200))));
    become("active");
    assertThat(logIn(PASSWORD)).isInstanceOf(Account.LoggedIn.class);
    assertThat(events()).filteredOn(AccountEvent.PasswordRehashed.class::isInstance).hasSize(1);
    assertThat(logIn(PASSWORD)).isInstanceOf(Account.LoggedIn.class);
    assertThat(events()).filteredOn(AccountEvent.PasswordRehashed.class::isInstance).hasSize(1);
  }

  @Test
  void saysBusyWhenAllThreadsComputeAndStillAnswersWhatNeedsNone() {
    start(new Bed(kit, Bed.settings(new Argon2Settings(64, 1, 1, 1, 0))));
    become("active");
    PasswordHash slow = PasswordHash.decoy(new Argon2Settings(64 * 1024, 40, 1, 1, 0));
    bed.surroundings.passwords().check(OTHER, slow);
    assertThat(code(logIn(PASSWORD))).isEqualTo("busy");
    assertThat(ask("logInByToken")).isInstanceOf(Account.LoggedIn.class);
  }
}
