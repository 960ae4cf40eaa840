package io.peerrelay.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ProfileFields;
import io.peerrelay.protocol.Username;
import java.time.Instant;

/** What happened to an account. Passwords, codes and tokens are in here as hashes only. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @Type(value = AccountEvent.Registered.class, name = "registered"),
  @Type(value = AccountEvent.Confirmed.class, name = "confirmed"),
  @Type(value = AccountEvent.CodeIssued.class, name = "codeIssued"),
  @Type(value = AccountEvent.CodeRejected.class, name = "codeRejected"),
  @Type(value = AccountEvent.ProfileChanged.class, name = "profileChanged"),
  @Type(value = AccountEvent.PasswordChanged.class, name = "passwordChanged"),
  @Type(value = AccountEvent.PasswordRehashed.class, name = "passwordRehashed"),
  @Type(value = AccountEvent.PasswordReset.class, name = "passwordReset"),
  @Type(value = AccountEvent.TokenIssued.class, name = "tokenIssued"),
  @Type(value = AccountEvent.TokenUsed.class, name = "tokenUsed"),
  @Type(value = AccountEvent.TokenRevoked.class, name = "tokenRevoked"),
  @Type(value = AccountEvent.Deleted.class, name = "deleted"),
})
sealed interface AccountEvent extends CborSerializable {
  Instant at();

  /**
   * @param email null: nothing to confirm
   * @param profile null: none was given, or the event is of a time when there was none
   */
  record Registered(
      Username username,
      PasswordHash password,
      EmailAddress email,
      ProfileFields profile,
      Instant at)
      implements AccountEvent {}

  record Confirmed(Instant at) implements AccountEvent {}

  record CodeIssued(IssuedCode.Purpose purpose, PasswordHash code, Instant at, Instant expiresAt)
      implements AccountEvent {}

  /** A wrong code came in place of the one that was issued. */
  record CodeRejected(Instant at) implements AccountEvent {}

  /**
   * @param profile all of it, as it is from then on
   */
  record ProfileChanged(ProfileFields profile, Instant at) implements AccountEvent {}

  record PasswordChanged(PasswordHash password, Instant at) implements AccountEvent {}

  /** The same password, hashed at a higher cost. */
  record PasswordRehashed(PasswordHash password, Instant at) implements AccountEvent {}

  /** By a code; no token from before is good any longer. */
  record PasswordReset(PasswordHash password, Instant at) implements AccountEvent {}

  /**
   * @param token its hash
   * @param device what calls itself so has it; null if it does not, or did so before this was kept
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TokenIssued(String token, Instant at, Instant expiresAt, String device)
      implements AccountEvent {}

  /**
   * The token logs in for longer.
   *
   * @param device what it is called from now on; null for as before
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TokenUsed(String token, Instant at, Instant expiresAt, String device)
      implements AccountEvent {}

  record TokenRevoked(String token, Instant at) implements AccountEvent {}

  record Deleted(Instant at) implements AccountEvent {}
}
