package io.peerrelay.account;

import static io.peerrelay.account.Bed.PASSWORD;
import static io.peerrelay.account.Bed.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Logins that a token stands for, until it is revoked or forgotten. */
class AccountByTokenTest extends AccountFixture {
  @Test
  void logsInByATokenUntilItIsLoggedOut() {
    become("active");
    Account.LoggedIn first = (Account.LoggedIn) logIn(PASSWORD);
    AccountCommand again = new AccountCommand.LogInByToken(first.token(), null, replies.getRef());
    assertThat(ask(again)).isEqualTo(first);
    ask(new AccountCommand.LogOut(first.token(), replies.getRef()));
    assertThat(code(ask(again))).isEqualTo("badCredentials");
    assertThat(ask("logInByToken")).isInstanceOf(Account.LoggedIn.class);
  }

  @Test
  void keepsATokenThatIsUsedAndForgetsOneThatIsNot() {
    become("active");
    bed.clock.pass(SETTINGS.tokenLifetime().minusSeconds(1));
    Account.LoggedIn used = (Account.LoggedIn) ask("logInByToken");
    assertThat(used.expiresAt()).isEqualTo(bed.clock.instant().plus(SETTINGS.tokenLifetime()));
    bed.clock.pass(SETTINGS.tokenLifetime().minusSeconds(1));
    assertThat(ask("logInByToken")).isInstanceOf(Account.LoggedIn.class);
    bed.clock.pass(SETTINGS.tokenLifetime());
    assertThat(code(ask("logInByToken"))).isEqualTo("badCredentials");
  }

  @Test
  void storesTheUseOfATokenOnceADay() {
    become("active");
    for (int hour = 0; hour < 48; hour++) {
      bed.clock.pass(Duration.ofHours(1));
      ask("logInByToken");
    }
    assertThat(events()).filteredOn(AccountEvent.TokenUsed.class::isInstance).hasSizeBetween(1, 2);
  }

  @Test
  void revokesTheTokenUsedLongestAgoWhenThereAreTooMany() {
    become("active");
    Secret second = ((Account.LoggedIn) logIn(PASSWORD)).token();
    logIn(PASSWORD);
    bed.clock.pass(Duration.ofDays(2));
    ask("logInByToken");
    logIn(PASSWORD);
    assertThat(((AccountState.Active) account.getState()).tokens()).hasSize(SETTINGS.tokens());
    assertThat(ask("logInByToken")).isInstanceOf(Account.LoggedIn.class);
    assertThat(code(ask(new AccountCommand.LogInByToken(second, null, replies.getRef()))))
        .isEqualTo("badCredentials");
  }
}
