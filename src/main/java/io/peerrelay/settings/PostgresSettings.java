package io.peerrelay.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which database holds the stored procedures that clients may call, see conf/relay.conf.
 *
 * @param uri {@code postgresql://…}; empty: there is none
 * @param pool connections of this node
 * @param waiting calls that may wait for one
 * @param timeout how long one call may take
 * @param mostRows of one answer
 * @param largestAnswer in bytes
 */
public record PostgresSettings(
    Optional<String> uri,
    String user,
    String password,
    int pool,
    int waiting,
    Duration timeout,
    int mostRows,
    int largestAnswer) {
  // A name and password in the address would be seen wherever the address is.
  private static final Pattern URI = Pattern.compile("postgresql://[^/@?#\\s]*(/[^#\\s]*)?");

  static PostgresSettings of(SettingsReader postgres) {
    String uri = postgres.text("uri").strip();
    if (!uri.isEmpty() && !URI.matcher(uri).matches())
      throw postgres.invalid(
          "uri",
          "postgresql://host:port/database, or nothing; name and password have keys of their own");
    return new PostgresSettings(
        Optional.of(uri).filter(text -> !text.isEmpty()),
        postgres.text("user"),
        postgres.text("password"),
        postgres.number("pool", 1, 1_000),
        postgres.number("waiting", 0, 100_000),
        postgres.time("timeout", Duration.ofMillis(300), Duration.ofMinutes(5)),
        postgres.number("most-rows", 1, 1_000_000),
        (int) postgres.bytes("largest-answer", 1024, 8 * 1024 * 1024));
  }

  @Override
  public String toString() {
    return "PostgresSettings[" + (uri.isPresent() ? "external" : "none") + "]";
  }
}
