package io.peerrelay.account;

import static io.peerrelay.account.Bed.OTHER;
import static io.peerrelay.account.Bed.PASSWORD;
import static io.peerrelay.account.Bed.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.SessionInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a user is logged in, and how one of that ends. */
class AccountSessionsTest extends AccountFixture {
  private Account.LoggedIn logIn(String device) {
    return (Account.LoggedIn) ask(new AccountCommand.LogIn(PASSWORD, device, replies.getRef()));
  }

  private void logInAgain(Account.LoggedIn session, String device) {
    ask(new AccountCommand.LogInByToken(session.token(), device, replies.getRef()));
  }

  private List<SessionInfo> sessions() {
    return ((Account.Sessions) ask("listSessions")).sessions();
  }

  private Account.Reply end(SessionId session, SessionId current) {
    return ask(new AccountCommand.EndSession(session, current, replies.getRef()));
  }

  @Test
  void listsWhatLoggedInLastFirst() {
    become("active");
    Instant start = bed.clock.instant();
    bed.clock.pass(Duration.ofDays(2));
    Account.LoggedIn phone = logIn("phone");
    SessionId session = phone.session();
    assertThat(
            ((Account.Sessions) ask(new AccountCommand.ListSessions(session, replies.getRef())))
                .sessions())
        .containsExactly(
            new SessionInfo(
                session, "phone", bed.clock.instant(), bed.clock.instant(), false, true),
            new SessionInfo(TOKEN_SESSION, "laptop", start, start, false, false));
    ask("logInByToken");
    assertThat(sessions())
        .extracting(SessionInfo::session)
        .containsExactly(TOKEN_SESSION, phone.session());
    assertThat(sessions().get(0).lastSeen()).isEqualTo(bed.clock.instant());
    assertThat(sessions().get(0).since()).isEqualTo(start);
  }

  @Test
  void callsASessionWhatItCalledItselfLast() {
    become("active");
    Account.LoggedIn nameless = logIn((String) null);
    assertThat(sessions().get(0).device()).isNull();
    logInAgain(nameless, "tablet");
    assertThat(sessions().get(0).device()).isEqualTo("tablet");
    int events = events().size();
    logInAgain(nameless, "tablet");
    logInAgain(nameless, null);
    assertThat(sessions().get(0).device()).isEqualTo("tablet");
    assertThat(events()).hasSize(events);
  }

  @Test
  void endsASessionAndItsSocketsAlone() {
    become("active");
    Account.LoggedIn phone = logIn("phone");
    assertThat(end(TOKEN_SESSION, phone.session())).isInstanceOf(Account.Done.class);
    assertThat(bed.endedAlone).containsExactly(TOKEN_SESSION);
    assertThat(code(ask("logInByToken"))).isEqualTo("badCredentials");
    assertThat(sessions()).extracting(SessionInfo::session).containsExactly(phone.session());
    assertThat(end(TOKEN_SESSION, phone.session())).isInstanceOf(Account.Done.class);
    assertThat(events()).filteredOn(AccountEvent.TokenRevoked.class::isInstance).hasSize(1);
    assertThat(bed.ended).isEmpty();
  }

  @Test
  void doesNotEndTheSessionThatAsks() {
    become("active");
    assertThat(code(end(TOKEN_SESSION, TOKEN_SESSION))).isEqualTo("badField");
    assertThat(ask("logInByToken")).isInstanceOf(Account.LoggedIn.class);
  }

  @Test
  void forgetsThemWithThePasswordAndWithTime() {
    become("active");
    logIn("phone");
    ask(new AccountCommand.ChangePassword(PASSWORD, OTHER, replies.getRef()));
    assertThat(sessions()).hasSize(2);
    bed.clock.pass(SETTINGS.tokenLifetime());
    assertThat(sessions()).isEmpty();
  }

  @Test
  void knowsThemAfterARestart() {
    become("active");
    logIn("phone");
    List<SessionInfo> before = sessions();
    account.restart();
    assertThat(sessions()).isEqualTo(before).hasSize(2);
  }
}
