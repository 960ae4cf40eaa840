package io.peerrelay.account;

import io.peerrelay.protocol.Secret;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * A code from a mail, as it is stored. 8 digits are soon guessed by whoever holds a fast hash of
 * them; at the cost of a password hash, the hundred million take far longer than a code lives.
 *
 * @param rejected wrong codes that were tried instead of it
 */
record IssuedCode(
    Purpose purpose, PasswordHash hash, Instant issuedAt, Instant expiresAt, int rejected) {
  private static final SecureRandom RANDOM = new SecureRandom();

  enum Purpose {
    CONFIRM,
    RESET
  }

  enum Verdict {
    RIGHT,
    WRONG,
    EXPIRED
  }

  static Secret random() {
    return new Secret("%08d".formatted(RANDOM.nextInt(100_000_000)));
  }

  /**
   * After too many tries even the right code is good no longer.
   *
   * @param matches whether the code that came is this one
   */
  Verdict judge(boolean matches, Instant now, int tries) {
    if (rejected >= tries) return Verdict.EXPIRED;
    if (!matches) return Verdict.WRONG;
    return now.isBefore(expiresAt) ? Verdict.RIGHT : Verdict.EXPIRED;
  }

  IssuedCode reject() {
    return new IssuedCode(purpose, hash, issuedAt, expiresAt, rejected + 1);
  }
}
