package io.peerrelay.settings;

import java.time.Duration;

/** Passwords, codes, tokens; see conf/relay.conf. */
public record AccountSettings(
    int passwordMinimum,
    Argon2Settings argon2,
    Duration codeLifetime,
    int codeTries,
    Duration codeInterval,
    Duration unconfirmedLifetime,
    Duration tokenLifetime,
    int tokens,
    int lockAfter,
    Duration lockDuration) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  // Akka's scheduler takes no longer one than 248 days.
  private static final Duration LONGEST_TIMER = Duration.ofDays(200);

  /**
   * The cost of a password hash.
   *
   * @param memory in KiB
   * @param atOnce computations at once on this node
   * @param waiting computations that may wait
   */
  public record Argon2Settings(
      int memory, int iterations, int parallelism, int atOnce, int waiting) {
    static Argon2Settings of(SettingsReader argon2) {
      return new Argon2Settings(
          (int) (argon2.bytes("memory", 8 * 1024, 1L << 31) / 1024),
          argon2.number("iterations", 1, 1000),
          argon2.number("parallelism", 1, 64),
          argon2.number("at-once", 1, 1000),
          argon2.number("waiting", 0, 1_000_000));
    }
  }

  static AccountSettings of(SettingsReader account) {
    return new AccountSettings(
        account.number("password-minimum", 1, 1024),
        Argon2Settings.of(account.at("argon2")),
        account.time("code-lifetime", SECOND, LONGEST_TIMER),
        account.number("code-tries", 1, 100),
        account.time("code-interval", Duration.ZERO, LONGEST_TIMER),
        account.time("unconfirmed-lifetime", SECOND, LONGEST_TIMER),
        account.time("token-lifetime", SECOND, Duration.ofDays(3650)),
        account.number("tokens", 1, 10_000),
        account.number("lock-after", 1, 1_000_000),
        account.time("lock-duration", Duration.ZERO, LONGEST_TIMER));
  }
}
