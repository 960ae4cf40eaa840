package io.peerrelay.account;

import static io.peerrelay.account.IssuedCode.Purpose.CONFIRM;
import static io.peerrelay.account.IssuedCode.Purpose.RESET;

import akka.actor.typed.ActorRef;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.account.AccountCommand.Confirm;
import io.peerrelay.account.AccountCommand.ForgotPassword;
import io.peerrelay.account.AccountCommand.ResendConfirmation;
import io.peerrelay.account.AccountCommand.ResetPassword;
import io.peerrelay.account.AccountState.Active;
import io.peerrelay.account.AccountState.Known;
import io.peerrelay.account.AccountState.Unconfirmed;
import io.peerrelay.account.IssuedCode.Purpose;
import io.peerrelay.protocol.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What gives and takes the codes from mails. Where no code was issued, tries are counted and
 * answered as if there were one.
 */
final class ByCode {
  private final String key;
  private final AccountWork work;
  private final Surroundings surroundings;
  private int strayTries;

  ByCode(String key, AccountWork work, Surroundings surroundings) {
    this.key = key;
    this.work = work;
    this.surroundings = surroundings;
  }

  ReplyEffect<AccountEvent, AccountState> onConfirm(AccountState state, Confirm confirm) {
    return check(
        state,
        CONFIRM,
        confirm.code(),
        confirm.replyTo(),
        known -> {
          Account.Reply confirmed = new Account.Confirmed(known.username());
          if (known instanceof Active) return work.reply(confirm.replyTo(), confirmed);
          return work.persist(new AccountEvent.Confirmed(surroundings.now()))
              .thenReply(confirm.replyTo(), present -> confirmed);
        });
  }

  ReplyEffect<AccountEvent, AccountState> onResetPassword(AccountState state, ResetPassword reset) {
    return check(
        state,
        RESET,
        reset.code(),
        reset.replyTo(),
        known -> {
          PasswordHash code = known.code().hash();
          return work.after(
              surroundings.passwords().hash(reset.password()),
              reset.replyTo(),
              (present, hash) -> reset(present, code, hash, reset.replyTo()));
        });
  }

  ReplyEffect<AccountEvent, AccountState> onResendConfirmation(
      AccountState state, ResendConfirmation resend) {
    return issue(state, CONFIRM);
  }

  ReplyEffect<AccountEvent, AccountState> onForgotPassword(
      AccountState state, ForgotPassword forgot) {
    return state instanceof Known known && known.holds(forgot.email())
        ? issue(state, RESET)
        : work.noReply();
  }

  /** Goes on if the code is the one that was issued, and still good. */
  private ReplyEffect<AccountEvent, AccountState> check(
      AccountState state,
      Purpose purpose,
      Secret code,
      ActorRef<Account.Reply> replyTo,
      Function<Known, ReplyEffect<AccountEvent, AccountState>> right) {
    PasswordHash expected =
        issued(state, purpose).map(IssuedCode::hash).orElse(surroundings.passwords().decoy());
    return work.after(
        surroundings.passwords().check(code, expected),
        replyTo,
        (present, check) -> {
          Optional<IssuedCode> issued = issued(present, purpose);
          if (issued.isEmpty()) return stray(replyTo);
          boolean matches = check.right() && issued.get().hash().equals(expected);
          int tries = surroundings.settings().codeTries();
          return switch (issued.get().judge(matches, surroundings.now(), tries)) {
            case RIGHT -> right.apply((Known) present);
            case WRONG ->
                work.persist(new AccountEvent.CodeRejected(surroundings.now()))
                    .thenReply(replyTo, now -> new Account.Refused(Refusals.BAD_CODE));
            case EXPIRED -> work.refuse(replyTo, Refusals.CODE_EXPIRED);
          };
        });
  }

  private static Optional<IssuedCode> issued(AccountState state, Purpose purpose) {
    return state instanceof Known known ? known.codeFor(purpose) : Optional.empty();
  }

  private ReplyEffect<AccountEvent, AccountState> stray(ActorRef<Account.Reply> replyTo) {
    boolean more = ++strayTries <= surroundings.settings().codeTries();
    return work.refuse(replyTo, more ? Refusals.BAD_CODE : Refusals.CODE_EXPIRED);
  }

  /** A code is good for one reset, even if it came twice at the same time. */
  private ReplyEffect<AccountEvent, AccountState> reset(
      AccountState state,
      PasswordHash code,
      PasswordHash password,
      ActorRef<Account.Reply> replyTo) {
    boolean unused = issued(state, RESET).filter(issued -> issued.hash().equals(code)).isPresent();
    if (!unused) return stray(replyTo);
    Known account = (Known) state;
    return work.persist(new AccountEvent.PasswordReset(password, surroundings.now()))
        .thenRun(() -> surroundings.lockouts().succeeded(key))
        .thenRun(() -> surroundings.live().endAll(account.username()))
        .thenReply(replyTo, present -> new Account.Done());
  }

  private ReplyEffect<AccountEvent, AccountState> issue(AccountState state, Purpose purpose) {
    if (!mayIssue(state, purpose)) return work.noReply();
    Secret code = IssuedCode.random();
    return work.after(
        surroundings.passwords().hash(code),
        null,
        (present, hash) ->
            mayIssue(present, purpose)
                ? store((Known) present, purpose, code, hash)
                : work.noReply());
  }

  private boolean mayIssue(AccountState state, Purpose purpose) {
    boolean ofUse = purpose == CONFIRM ? state instanceof Unconfirmed : state instanceof Active;
    return ofUse
        && ((Known) state).mayMail(surroundings.now(), surroundings.settings().codeInterval());
  }

  private ReplyEffect<AccountEvent, AccountState> store(
      Known account, Purpose purpose, Secret code, PasswordHash hash) {
    Instant now = surroundings.now();
    var lifetime = surroundings.settings().codeLifetime();
    Mail mail = CodeMail.of(purpose, account.username(), account.email(), code, lifetime);
    return work.persist(new AccountEvent.CodeIssued(purpose, hash, now, now.plus(lifetime)))
        .thenRun(() -> surroundings.mail().send(mail))
        .thenNoReply();
  }
}
