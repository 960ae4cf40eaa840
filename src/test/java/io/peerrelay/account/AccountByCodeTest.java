package io.peerrelay.account;

import static io.peerrelay.account.Bed.ALICE;
import static io.peerrelay.account.Bed.EMAIL;
import static io.peerrelay.account.Bed.OTHER;
import static io.peerrelay.account.Bed.PASSWORD;
import static io.peerrelay.account.Bed.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Secret;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the codes in mails are good for, and for how long. */
class AccountByCodeTest extends AccountFixture {
  @Test
  void confirmsTwice() {
    become("unconfirmed");
    assertThat(ask("confirm")).isEqualTo(new Account.Confirmed(ALICE));
    assertThat(ask("confirm")).isEqualTo(new Account.Confirmed(ALICE));
    assertThat(events()).filteredOn(AccountEvent.Confirmed.class::isInstance).hasSize(1);
  }

  @Test
  void takesACodeNoLongerAfterItsTime() {
    become("unconfirmed");
    bed.clock.pass(SETTINGS.codeLifetime());
    assertThat(code(ask("wrongConfirm"))).isEqualTo("badCode");
    assertThat(code(ask("confirm"))).isEqualTo("codeExpired");
  }

  @Test
  void takesACodeNoLongerAfterTooManyTriesEvenAfterARestart() {
    become("unconfirmed");
    for (int i = 0; i < SETTINGS.codeTries(); i++)
      assertThat(code(ask("wrongConfirm"))).isEqualTo("badCode");
    account.restart();
    assertThat(code(ask("wrongConfirm"))).isEqualTo("codeExpired");
    assertThat(code(ask("confirm"))).isEqualTo("codeExpired");
  }

  @Test
  void answersTriesWithoutACodeAsIfThereWereOne() {
    for (int i = 0; i < SETTINGS.codeTries(); i++)
      assertThat(code(ask("wrongConfirm"))).isEqualTo("badCode");
    assertThat(code(ask("wrongConfirm"))).isEqualTo("codeExpired");
    assertThat(events()).isEmpty();
  }

  @Test
  void mailsANewCodeThatReplacesTheOldOne() {
    become("unconfirmed");
    bed.clock.pass(SETTINGS.codeInterval());
    assertThat(mailsAfter(new AccountCommand.ResendConfirmation())).isOne();
    assertThat(code(ask("confirm"))).isEqualTo("badCode");
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
    assertThat(code(ask("logInByToken"))).isEqualTo("badCredentials");
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
    ask("confirm");
    assertThat(code(ask("reset"))).isEqualTo("badCode");
  }

  @Test
  void mailsNoResetToAnAddressThatItDoesNotHold() {
    become("active");
    bed.clock.pass(SETTINGS.codeInterval());
    EmailAddress stranger = new EmailAddress("bob@example.org");
    assertThat(mailsAfter(new AccountCommand.ForgotPassword(stranger))).isZero();
  }

  private Secret forgotten() {
    bed.clock.pass(SETTINGS.codeInterval());
    account.runCommand(new AccountCommand.ForgotPassword(EMAIL));
    Awaitility.await().until(() -> !bed.mails.isEmpty());
    return Bed.code(bed.mails.remove());
  }
}
