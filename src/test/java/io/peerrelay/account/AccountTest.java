package io.peerrelay.account;

import static io.peerrelay.account.Bed.ALICE;
import static io.peerrelay.account.Bed.EMAIL;
import static io.peerrelay.account.Bed.PASSWORD;
import static io.peerrelay.account.Bed.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.peerrelay.protocol.EmailAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command in every state of an account, and its end. */
class AccountTest extends AccountFixture {
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
          unregistered, describe,         badCredentials
          unregistered, changeProfile,    badCredentials
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
          unconfirmed,  describe,         badCredentials
          unconfirmed,  changeProfile,    badCredentials
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
          active,       describe,         described
          active,       changeProfile,    done
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
          deleted,      describe,         badCredentials
          deleted,      changeProfile,    badCredentials
          """)
  void answersEachCommandInEachState(String state, String command, String answer) {
    become(state);
    assertThat(name(ask(command))).isEqualTo(answer);
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

  @Test
  void endsSessionsAndReleasesTheAddressWhenDeleted() {
    become("active");
    assertThat(ask("deleteAccount")).isEqualTo(new Account.Done());
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
        kit.spawn(Account.create(ALICE.key(), shard.getRef(), bed.surroundings));
    entity.tell(AccountCommand.Lifecycle.IDLE);
    assertThat(shard.receiveMessage()).isInstanceOf(ClusterSharding.Passivate.class);
    entity.tell(AccountCommand.Lifecycle.STOP);
    replies.expectTerminated(entity, Duration.ofSeconds(3));
  }

  @Test
  void answersWhatItComputesBeforeItStops() {
    become("active");
    ActorRef<AccountCommand> entity =
        kit.spawn(Account.create(ALICE.key(), shard.getRef(), bed.surroundings));
    entity.tell(new AccountCommand.LogIn(PASSWORD, null, replies.getRef()));
    entity.tell(AccountCommand.Lifecycle.STOP);
    replies.expectMessageClass(Account.LoggedIn.class, Duration.ofSeconds(10));
    replies.expectTerminated(entity, Duration.ofSeconds(10));
  }
}
