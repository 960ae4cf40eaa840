package io.peerrelay.account;

import static io.peerrelay.account.Bed.ALICE;
import static io.peerrelay.account.Bed.EMAIL;
import static io.peerrelay.account.Bed.OTHER;
import static io.peerrelay.account.Bed.PASSWORD;
import static io.peerrelay.account.Bed.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Username;
import org.junit.jupiter.api.Test;

/** A name and its address, until somebody has confirmed or nobody has in time. */
class AccountRegistrationTest extends AccountFixture {
  @Test
  void letsInAtOnceWhoRegisteredWithoutAddress() {
    ask(new AccountCommand.Register(ALICE, PASSWORD, null, null, replies.getRef()));
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
    account.runCommand(new AccountCommand.Register(ALICE, PASSWORD, EMAIL, null, replies.getRef()));
    assertThat(code(replies.receiveMessage(Bed.TIMEOUT))).isEqualTo("unavailable");
    bed.claim.receiveMessage();
    assertThat(register(EMAIL, EmailClaim.Answer.GRANTED)).isInstanceOf(Account.Registered.class);
  }

  @Test
  void holdsAnAddressWhileItRegistersAndLetsNobodyElseRegisterTheName() {
    account.runCommand(new AccountCommand.Register(ALICE, PASSWORD, EMAIL, null, replies.getRef()));
    EmailClaim.Claim claim = bed.claim.expectMessageClass(EmailClaim.Claim.class);
    assertThat(holds(EMAIL)).isTrue();
    assertThat(code(ask(new AccountCommand.Register(ALICE, OTHER, null, null, replies.getRef()))))
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
    assertThat(ask(new AccountCommand.Register(spelledAnew, OTHER, null, null, replies.getRef())))
        .isEqualTo(new Account.Registered(spelledAnew, false));
    assertThat(bed.claim.expectMessageClass(EmailClaim.Release.class).by()).isEqualTo(ALICE);
    assertThat(((Account.LoggedIn) logIn(OTHER)).username().value()).isEqualTo("ALICE");
  }

  private Account.Reply register(EmailAddress email, EmailClaim.Answer answer) {
    account.runCommand(new AccountCommand.Register(ALICE, PASSWORD, email, null, replies.getRef()));
    EmailClaim.Claim claim = bed.claim.expectMessageClass(EmailClaim.Claim.class);
    assertThat(claim.by()).isEqualTo(ALICE);
    claim.replyTo().tell(answer);
    return replies.receiveMessage();
  }
}
