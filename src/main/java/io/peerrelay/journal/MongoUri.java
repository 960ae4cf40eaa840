package io.peerrelay.journal;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The address of a MongoDB, checked, and said in the words of the Akka plugin: that looks for
 * {@code ssl=} alone, and would talk in the clear where a URI says {@code tls=true} or means TLS by
 * {@code mongodb+srv}.
 *
 * <p>May hold a password: {@link #text} is for the driver, {@link #toString} for everybody.
 */
public final class MongoUri {
  private static final String DEFAULT_DATABASE = "peer_relay";

  /** Options about TLS, in the driver's spellings; replaced by the two that the plugin reads. */
  private static final Set<String> TLS_OPTIONS =
      Set.of("tls", "ssl", "tlsinsecure", "tlsallowinvalidhostnames", "sslinvalidhostnameallowed");

  private final String text;
  private final ConnectionString parts;

  private MongoUri(String text, ConnectionString parts) {
    this.text = text;
    this.parts = parts;
  }

  /**
   * @param uri {@code mongodb://[user:password@]host[:port][,…][/database][?options]}, or with
   *     {@code mongodb+srv}
   * @throws JournalException if it is not such a URI
   */
  public static MongoUri parse(String uri) {
    Objects.requireNonNull(uri, "uri");
    try {
      ConnectionString parts = new ConnectionString(uri.strip());
      String text = withTlsOptionsOfThePlugin(uri.strip(), parts);
      // The plugin reads the options with java.net.URI, and goes on without them where that fails.
      URI.create(text);
      return new MongoUri(text, parts);
    } catch (IllegalArgumentException | MongoException e) {
      // Not passed on: their words may quote a part of a password.
      throw new JournalException(
          "The URI of the MongoDB can't be used (" + e.getClass().getSimpleName() + ")",
          "Expected is mongodb://user:password@host:port/database?options, in which user and password are"
              + " percent-encoded (an @ is %40, a / is %2F, a : is %3A); user, password, port, database and options"
              + " may be left out");
    }
  }

  /** With its password, if there is one: not to be shown. */
  String text() {
    return text;
  }

  String database() {
    return Objects.requireNonNullElse(parts.getDatabase(), DEFAULT_DATABASE);
  }

  /** Host and port; several separated by commas. */
  String hosts() {
    return String.join(",", parts.getHosts());
  }

  boolean isEncrypted() {
    return Boolean.TRUE.equals(parts.getSslEnabled());
  }

  /** Without user, password and options. */
  @Override
  public String toString() {
    return "mongodb://" + hosts() + "/" + database();
  }

  private static String withTlsOptionsOfThePlugin(String uri, ConnectionString parts) {
    if (!Boolean.TRUE.equals(parts.getSslEnabled())) return uri;
    int mark = uri.indexOf('?');
    String place = mark < 0 ? uri : uri.substring(0, mark);
    String query = mark < 0 ? "" : uri.substring(mark + 1);
    // First, because the plugin takes the first option that begins with "ssl".
    Stream<String> tls =
        Boolean.TRUE.equals(parts.getSslInvalidHostnameAllowed())
            ? Stream.of("ssl=true", "sslInvalidHostNameAllowed=true")
            : Stream.of("ssl=true");
    Stream<String> others =
        Stream.of(query.split("&")).filter(option -> !option.isEmpty() && !isAboutTls(option));
    return place + "?" + Stream.concat(tls, others).collect(Collectors.joining("&"));
  }

  private static boolean isAboutTls(String option) {
    return TLS_OPTIONS.contains(option.split("=", 2)[0].toLowerCase(Locale.ROOT));
  }
}
