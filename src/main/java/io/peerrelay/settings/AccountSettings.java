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
          (int) (argon2.bytes("memory", 8 * 1024, 4L * 1024 * 1024 * 1024) / 1024),
          argon2.number("iterations", 1, 1000),
          argon2.number("parallelism", 1, 64),
          argon2.number("at-once", 1, 1000),
          argon2.number("waiting", 0, 1_000_000));
    }
  }

  static AccountSettings of(SettingsReader account) {
    Duration second = Duration.ofSeconds(1);
    return new AccountSettings(
        account.number("password-minimum", 1, 1024),
        Argon2Settings.of(account.at("argon2")),
        account.time("code-lifetime", second),
        account.number("code-tries", 1, 100),
        account.time("code-interval", Duration.ZERO),
        account.time("unconfirmed-lifetime", second),
        account.time("token-lifetime", second),
        account.number("tokens", 1, 10_000),
        account.number("lock-after", 1, 1_000_000),
        account.time("lock-duration", Duration.ZERO));
  }
}
