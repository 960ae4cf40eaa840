package io.peerrelay.account;

import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.account.AccountCommand.LogInByToken;
import io.peerrelay.account.AccountCommand.LogOut;
import io.peerrelay.account.AccountState.Active;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What takes a token. No lock here: nobody guesses 256 bits. */
final class ByToken {
  private final AccountWork work;
  private final Surroundings surroundings;

  ByToken(AccountWork work, Surroundings surroundings) {
    this.work = work;
    this.surroundings = surroundings;
  }

  ReplyEffect<AccountEvent, AccountState> onLogIn(AccountState state, LogInByToken logIn) {
    Instant now = surroundings.now();
    if (state instanceof Active active) {
      Optional<IssuedToken> token =
          active.token(Token.hash(logIn.token())).filter(issued -> !issued.expired(now));
      if (token.isPresent()) return use(active, token.get(), now, logIn);
    }
    // Costs what a wrong password costs, so the time tells nothing either.
    return work.after(
        surroundings.passwords().check(logIn.token(), surroundings.passwords().decoy()),
        logIn.replyTo(),
        (present, check) -> work.refuse(logIn.replyTo(), Refusals.BAD_CREDENTIALS));
  }

  ReplyEffect<AccountEvent, AccountState> onLogOut(AccountState state, LogOut logOut) {
    String hash = Token.hash(logOut.token());
    if (!(state instanceof Active active) || active.token(hash).isEmpty())
      return work.reply(logOut.replyTo(), new Account.Done());
    return work.persist(new AccountEvent.TokenRevoked(hash, surroundings.now()))
        .thenReply(logOut.replyTo(), present -> new Account.Done());
  }

  private ReplyEffect<AccountEvent, AccountState> use(
      Active account, IssuedToken token, Instant now, LogInByToken logIn) {
    Duration lifetime = surroundings.settings().tokenLifetime();
    if (!token.isWorthStoring(now, lifetime, logIn.device()))
      return work.reply(
          logIn.replyTo(),
          new Account.LoggedIn(account.username(), logIn.token(), token.expiresAt()));
    Instant end = now.plus(lifetime);
    return work.persist(new AccountEvent.TokenUsed(token.hash(), now, end, logIn.device()))
        .thenReply(
            logIn.replyTo(),
            present -> new Account.LoggedIn(account.username(), logIn.token(), end));
  }
}
