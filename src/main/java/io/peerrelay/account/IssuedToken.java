package io.peerrelay.account;

import java.time.Duration;
import java.time.Instant;

/**
 * A token as it is stored.
 *
 * @param hash see {@link Token#hash}
 * @param expiresAt moves on with the use of the token
 */
record IssuedToken(String hash, Instant expiresAt) {
  /** A use is worth storing only if it moves the end by this part: once a day for 30 days. */
  private static final int NOTICEABLE_PARTS = 30;

  boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  boolean worthMoving(Instant now, Duration lifetime) {
    return now.plus(lifetime).isAfter(expiresAt.plus(lifetime.dividedBy(NOTICEABLE_PARTS)));
  }
}
