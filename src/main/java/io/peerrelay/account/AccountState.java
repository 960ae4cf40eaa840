package io.peerrelay.account;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ProfileFields;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What an account is: unregistered, unconfirmed, active, deleted. Deleted is for ever. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @Type(value = AccountState.Unregistered.class, name = "unregistered"),
  @Type(value = AccountState.Unconfirmed.class, name = "unconfirmed"),
  @Type(value = AccountState.Active.class, name = "active"),
  @Type(value = AccountState.Deleted.class, name = "deleted"),
})
sealed interface AccountState extends CborSerializable {
  static AccountState registered(AccountEvent.Registered event) {
    return event.email() == null
        ? new Active(event.username(), event.password(), null, event.profile(), null, List.of())
        : new Unconfirmed(
            event.username(), event.password(), event.email(), event.profile(), null, event.at());
  }

  /** What it is by now: a registration that nobody confirmed in time is none. */
  default AccountState asOf(Instant now, Duration unconfirmedLifetime) {
    return this;
  }

  /**
   * Nobody, and the name is free.
   *
   * @param abandoned the address of a registration that nobody confirmed; null if there was none
   */
  record Unregistered(EmailAddress abandoned) implements AccountState {}

  /** Nobody any more. The name stays taken, so that no other person answers to it. */
  record Deleted() implements AccountState {}

  /** Somebody who has a password. */
  sealed interface Known extends AccountState {
    Username username();

    PasswordHash password();

    /** Null if there is none. */
    EmailAddress email();

    ProfileFields profile();

    /** The code that was issued last; null if none was. */
    IssuedCode code();

    default Optional<IssuedCode> codeFor(IssuedCode.Purpose purpose) {
      return Optional.ofNullable(code()).filter(code -> code.purpose() == purpose);
    }

    default boolean holds(EmailAddress address) {
      return email() != null && email().key().equals(address.key());
    }

    /** Whether a mail with a code may go to this address now. */
    default boolean mayMail(Instant now, Duration interval) {
      return email() != null && (code() == null || !now.isBefore(code().issuedAt().plus(interval)));
    }
  }

  /** Registered with an address that is still to be confirmed. */
  record Unconfirmed(
      Username username,
      PasswordHash password,
      EmailAddress email,
      ProfileFields profile,
      IssuedCode code,
      Instant registeredAt)
      implements Known {
    public Unconfirmed {
      profile = orNone(profile);
    }

    @Override
    public AccountState asOf(Instant now, Duration unconfirmedLifetime) {
      return now.isBefore(registeredAt.plus(unconfirmedLifetime)) ? this : new Unregistered(email);
    }

    AccountState codeIssued(AccountEvent.CodeIssued event) {
      return with(issued(event));
    }

    AccountState codeRejected() {
      return with(code.reject());
    }

    /** The code is kept, so that one who confirms twice gets the same answer twice. */
    AccountState confirmed() {
      return new Active(username, password, email, profile, code, List.of());
    }

    private Unconfirmed with(IssuedCode code) {
      return new Unconfirmed(username, password, email, profile, code, registeredAt);
    }
  }

  /**
   * May log in.
   *
   * @param tokens the one used longest ago first
   */
  record Active(
      Username username,
      PasswordHash password,
      EmailAddress email,
      ProfileFields profile,
      IssuedCode code,
      List<IssuedToken> tokens)
      implements Known {
    public Active {
      profile = orNone(profile);
      tokens = List.copyOf(tokens);
    }

    Optional<IssuedToken> token(String hash) {
      return tokens.stream().filter(token -> token.hash().equals(hash)).findFirst();
    }

    Optional<IssuedToken> token(SessionId session) {
      return tokens.stream().filter(token -> token.session().equals(session)).findFirst();
    }

    /** A new token, and the end of those for which there is no more room. */
    List<AccountEvent> issue(Token token, String device, Instant now, Duration lifetime, int most) {
      List<IssuedToken> alive = tokens.stream().filter(old -> !old.expired(now)).toList();
      List<AccountEvent> events = new ArrayList<>();
      for (IssuedToken old : alive.subList(0, Math.max(0, alive.size() - most + 1)))
        events.add(new AccountEvent.TokenRevoked(old.hash(), now));
      events.add(new AccountEvent.TokenIssued(token.hash(), now, now.plus(lifetime), device));
      return events;
    }

    AccountState codeIssued(AccountEvent.CodeIssued event) {
      return new Active(username, password, email, profile, issued(event), tokens);
    }

    AccountState codeRejected() {
      return new Active(username, password, email, profile, code.reject(), tokens);
    }

    AccountState with(ProfileFields profile) {
      return new Active(username, password, email, profile, code, tokens);
    }

    AccountState with(PasswordHash password) {
      return new Active(username, password, email, profile, code, tokens);
    }

    AccountState passwordReset(AccountEvent.PasswordReset event) {
      return new Active(username, event.password(), email, profile, null, List.of());
    }

    AccountState tokenIssued(AccountEvent.TokenIssued event) {
      return withLast(IssuedToken.of(event), old -> !old.expired(event.at()));
    }

    AccountState tokenUsed(AccountEvent.TokenUsed event) {
      return token(event.token())
          .map(old -> withLast(old.after(event), other -> !other.equals(old)))
          .orElse(this);
    }

    AccountState tokenRevoked(AccountEvent.TokenRevoked event) {
      return with(tokens.stream().filter(old -> !old.hash().equals(event.token())).toList());
    }

    private Active withLast(IssuedToken last, Predicate<IssuedToken> kept) {
      List<IssuedToken> all = new ArrayList<>(tokens.stream().filter(kept).toList());
      all.add(last);
      return with(all);
    }

    private Active with(List<IssuedToken> tokens) {
      return new Active(username, password, email, profile, code, tokens);
    }
  }

  /** What was stored before there were profiles has none. */
  private static ProfileFields orNone(ProfileFields profile) {
    return profile == null ? ProfileFields.NONE : profile;
  }

  private static IssuedCode issued(AccountEvent.CodeIssued event) {
    return new IssuedCode(event.purpose(), event.code(), event.at(), event.expiresAt(), 0);
  }
}
