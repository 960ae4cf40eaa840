package io.peerrelay.account;

import akka.actor.typed.ActorRef;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.account.AccountCommand.ChangePassword;
import io.peerrelay.account.AccountCommand.DeleteAccount;
import io.peerrelay.account.AccountCommand.LogIn;
import io.peerrelay.account.AccountState.Active;
import io.peerrelay.account.AccountState.Known;
import io.peerrelay.protocol.Secret;
import io.peerrelay.settings.AccountSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What takes the password. A name without an account goes the same way, against a hash that nothing
 * matches.
 */
final class ByPassword {
  private final String key;
  private final AccountWork work;
  private final Surroundings surroundings;

  ByPassword(String key, AccountWork work, Surroundings surroundings) {
    this.key = key;
    this.work = work;
    this.surroundings = surroundings;
  }

  ReplyEffect<AccountEvent, AccountState> onLogIn(AccountState state, LogIn logIn) {
    return check(
        state,
        logIn.password(),
        logIn.replyTo(),
        (known, right) ->
            known instanceof Active active
                ? issueToken(active, right.renewed(), logIn)
                : work.refuse(logIn.replyTo(), Refusals.NOT_CONFIRMED));
  }

  ReplyEffect<AccountEvent, AccountState> onChangePassword(
      AccountState state, ChangePassword change) {
    return check(
        state,
        change.oldPassword(),
        change.replyTo(),
        (known, right) ->
            work.after(
                surroundings.passwords().hash(change.newPassword()),
                change.replyTo(),
                (present, hash) -> store(present, known.password(), hash, change.replyTo())));
  }

  ReplyEffect<AccountEvent, AccountState> onDeleteAccount(
      AccountState state, DeleteAccount delete) {
    return check(
        state,
        delete.password(),
        delete.replyTo(),
        (known, right) ->
            known instanceof Active active
                ? delete(active, delete.replyTo())
                : work.refuse(delete.replyTo(), Refusals.NOT_CONFIRMED));
  }

  /**
   * Goes on if the password is right. Guesses sent side by side are all begun before the first is
   * found wrong, so the lock counts again when one is done: then even a right one is refused.
   */
  private ReplyEffect<AccountEvent, AccountState> check(
      AccountState state,
      Secret password,
      ActorRef<Account.Reply> replyTo,
      BiFunction<Known, Passwords.Check, ReplyEffect<AccountEvent, AccountState>> right) {
    Lockouts lockouts = surroundings.lockouts();
    if (lockouts.locked(key)) return work.refuse(replyTo, Refusals.LOCKED_OUT);
    PasswordHash expected = expected(state);
    return work.after(
        surroundings.passwords().check(password, expected),
        replyTo,
        (present, check) -> {
          if (lockouts.locked(key)) return work.refuse(replyTo, Refusals.LOCKED_OUT);
          if (check.right()
              && present instanceof Known known
              && known.password().equals(expected)) {
            lockouts.succeeded(key);
            return right.apply(known, check);
          }
          lockouts.failed(key);
          return work.refuse(replyTo, Refusals.BAD_CREDENTIALS);
        });
  }

  private PasswordHash expected(AccountState state) {
    return state instanceof Known known ? known.password() : surroundings.passwords().decoy();
  }

  private ReplyEffect<AccountEvent, AccountState> issueToken(
      Active account, PasswordHash renewed, LogIn logIn) {
    AccountSettings settings = surroundings.settings();
    Instant now = surroundings.now();
    Token token = Token.random(account.username());
    List<AccountEvent> events = new ArrayList<>();
    if (renewed != null) events.add(new AccountEvent.PasswordRehashed(renewed, now));
    events.addAll(
        account.issue(token, logIn.device(), now, settings.tokenLifetime(), settings.tokens()));
    return work.persist(events)
        .thenReply(
            logIn.replyTo(),
            state ->
                new Account.LoggedIn(
                    account.username(), token.text(), now.plus(settings.tokenLifetime())));
  }

  private ReplyEffect<AccountEvent, AccountState> store(
      AccountState state, PasswordHash old, PasswordHash changed, ActorRef<Account.Reply> replyTo) {
    if (!(state instanceof Active active && active.password().equals(old)))
      return work.refuse(replyTo, Refusals.BAD_CREDENTIALS);
    return work.persist(new AccountEvent.PasswordChanged(changed, surroundings.now()))
        .thenReply(replyTo, present -> new Account.Done());
  }

  private ReplyEffect<AccountEvent, AccountState> delete(
      Active account, ActorRef<Account.Reply> replyTo) {
    return work.persist(new AccountEvent.Deleted(surroundings.now()))
        .thenRun(() -> surroundings.live().endAll(account.username()))
        .thenRun(() -> release(account))
        .thenReply(replyTo, present -> new Account.Done());
  }

  private void release(Active account) {
    if (account.email() != null)
      surroundings
          .directory()
          .claim(account.email())
          .tell(new EmailClaim.Release(account.username()));
  }
}
