package io.peerrelay.account;

import static io.peerrelay.account.IssuedCode.Purpose.CONFIRM;

import akka.actor.typed.Scheduler;
import akka.actor.typed.javadsl.AskPattern;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.account.AccountCommand.AskHolder;
import io.peerrelay.account.AccountCommand.Register;
import io.peerrelay.account.AccountState.Known;
import io.peerrelay.account.AccountState.Unregistered;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** How a name gets its account: hash the password, claim the address, store, mail the code. */
final class Registration {
  private final AccountWork work;
  private final Surroundings surroundings;
  private final Scheduler scheduler;
  private Register underWay;

  /** What must be there before a registration can be stored; without an address, no code. */
  private record Prepared(
      PasswordHash password, Secret code, PasswordHash codeHash, EmailClaim.Answer claim) {}

  Registration(AccountWork work, Surroundings surroundings, Scheduler scheduler) {
    this.work = work;
    this.surroundings = surroundings;
    this.scheduler = scheduler;
  }

  ReplyEffect<AccountEvent, AccountState> onRegister(AccountState state, Register register) {
    if (!(state instanceof Unregistered))
      return work.refuse(register.replyTo(), Refusals.NAME_TAKEN);
    if (underWay != null) return work.refuse(register.replyTo(), Refusals.NAME_IN_PROGRESS);
    underWay = register;
    return work.after(
        prepare(register),
        register.replyTo(),
        () -> underWay = null,
        (present, ready) -> store(present, register, ready));
  }

  ReplyEffect<AccountEvent, AccountState> onAskHolder(AccountState state, AskHolder ask) {
    boolean has = state instanceof Known known && known.holds(ask.email());
    boolean willHave =
        underWay != null
            && underWay.email() != null
            && underWay.email().key().equals(ask.email().key());
    return work.reply(ask.replyTo(), new EmailClaim.Holding(has || willHave));
  }

  /** The claim comes last: what fails before it leaves nothing behind. */
  private CompletionStage<Prepared> prepare(Register register) {
    Passwords passwords = surroundings.passwords();
    CompletionStage<PasswordHash> password = passwords.hash(register.password());
    if (register.email() == null)
      return password.thenApply(hash -> new Prepared(hash, null, null, EmailClaim.Answer.GRANTED));
    Secret code = IssuedCode.random();
    return password.thenCompose(
        hash ->
            passwords
                .hash(code)
                .thenCompose(
                    codeHash ->
                        claim(register.email(), register.username())
                            .thenApply(answer -> new Prepared(hash, code, codeHash, answer))));
  }

  private CompletionStage<EmailClaim.Answer> claim(EmailAddress email, Username username) {
    return AskPattern.ask(
        surroundings.directory().claim(email),
        replyTo -> new EmailClaim.Claim(email, username, replyTo),
        surroundings.timeout().dividedBy(2),
        scheduler);
  }

  private ReplyEffect<AccountEvent, AccountState> store(
      AccountState state, Register register, Prepared ready) {
    if (!(state instanceof Unregistered free))
      return work.refuse(register.replyTo(), Refusals.NAME_TAKEN);
    if (ready.claim() == EmailClaim.Answer.TAKEN)
      return work.refuse(register.replyTo(), Refusals.ADDRESS_TAKEN);
    if (ready.claim() == EmailClaim.Answer.UNDECIDED)
      return work.refuse(register.replyTo(), Refusals.UNAVAILABLE);
    boolean confirm = register.email() != null;
    return work.persist(events(register, ready))
        .thenRun(() -> release(free.abandoned(), register))
        .thenRun(() -> mail(register, ready.code()))
        .thenReply(register.replyTo(), now -> new Account.Registered(register.username(), confirm));
  }

  private List<AccountEvent> events(Register register, Prepared ready) {
    Instant now = surroundings.now();
    AccountEvent registered =
        new AccountEvent.Registered(
            register.username(), ready.password(), register.email(), register.profile(), now);
    if (ready.code() == null) return List.of(registered);
    Instant end = now.plus(surroundings.settings().codeLifetime());
    return List.of(registered, new AccountEvent.CodeIssued(CONFIRM, ready.codeHash(), now, end));
  }

  private void mail(Register register, Secret code) {
    if (code == null) return;
    Duration lifetime = surroundings.settings().codeLifetime();
    surroundings
        .mail()
        .send(CodeMail.of(CONFIRM, register.username(), register.email(), code, lifetime));
  }

  /** Saves the next claimant a question; a release that gets lost costs nothing else. */
  private void release(EmailAddress abandoned, Register register) {
    if (abandoned == null) return;
    if (register.email() != null && register.email().key().equals(abandoned.key())) return;
    surroundings.directory().claim(abandoned).tell(new EmailClaim.Release(register.username()));
  }
}
