package io.peerrelay.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.SessionInfo;
import java.time.Duration;
import java.time.Instant;

/**
 * A token as it is stored.
 *
 * @param hash see {@link Token#hash}
 * @param expiresAt moves on with the use of the token
 * @param device what calls itself so uses it; null where it does not
 * @param since when it was issued; null if that was before this was kept
 * @param used when it was used last, as far as that was worth storing; null as {@code since}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IssuedToken(String hash, Instant expiresAt, String device, Instant since, Instant used) {
  /** A use is worth storing only if it moves the end by this part: once a day for 30 days. */
  private static final int NOTICEABLE_PARTS = 30;

  static IssuedToken of(AccountEvent.TokenIssued event) {
    return new IssuedToken(
        event.token(), event.expiresAt(), event.device(), event.at(), event.at());
  }

  IssuedToken after(AccountEvent.TokenUsed event) {
    return new IssuedToken(
        hash,
        event.expiresAt(),
        event.device() == null ? device : event.device(),
        since,
        event.at());
  }

  boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /**
   * Whether a use now is worth storing.
   *
   * @param by what the device calls itself; null where it does not
   */
  boolean isWorthStoring(Instant now, Duration lifetime, String by) {
    return (by != null && !by.equals(device))
        || now.plus(lifetime).isAfter(expiresAt.plus(lifetime.dividedBy(NOTICEABLE_PARTS)));
  }

  SessionId session() {
    return Token.session(hash);
  }

  /**
   * For its user to see; whether it is online others know.
   *
   * @param current the session that asks
   */
  SessionInfo info(SessionId current) {
    return new SessionInfo(session(), device, since, used, false, session().equals(current));
  }
}
