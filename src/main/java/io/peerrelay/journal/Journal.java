package io.peerrelay.journal;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The database that holds the journal, found and answering.
 *
 * <p>{@link #configuration} is laid over the rest of Akka's configuration. To be closed after the
 * actor system has ended.
 */
public final class Journal implements AutoCloseable {
  private static final String PLUGIN = "akka.contrib.persistence.mongodb.mongo.";

  /** In {@link #configuration}: the name of the database, which all nodes must have in common. */
  public static final String DATABASE = PLUGIN + "database";

  private static final int DERIVED_LIMIT_MILLIS = 2_000;
  private static final int DERIVED_CONNECTIONS = 8;

  private final MongoUri uri;
  private final EmbeddedDatabase embedded;
  private final DatabasePing ping;

  /** Null beside the embedded database. */
  private final MongoClient derived;

  /**
   * @param embedded null if the database runs elsewhere
   */
  private Journal(MongoUri uri, EmbeddedDatabase embedded) {
    this.uri = uri;
    this.embedded = embedded;
    this.ping = new DatabasePing(uri);
    this.derived =
        embedded == null ? DatabaseClient.of(uri, DERIVED_LIMIT_MILLIS, DERIVED_CONNECTIONS) : null;
  }

  /**
   * Starts the embedded database, or finds the one that was named, and waits for its answer: at
   * most six seconds.
   *
   * @throws JournalException if there is none; says why, and what to do
   */
  public static Journal open(JournalLocation location) {
    if (location instanceof JournalLocation.Mongo mongo) {
      DatabaseCheck.requireAnswer(mongo.uri());
      return new Journal(mongo.uri(), null);
    }
    JournalLocation.Embedded here = (JournalLocation.Embedded) location;
    EmbeddedDatabase embedded =
        EmbeddedDatabase.start(here.directory(), here.port(), here.forceToDisk());
    return new Journal(MongoUri.parse(embedded.journalUri()), embedded);
  }

  /** Where the plugin finds the database. Holds the password, if there is one. */
  public Config configuration() {
    return at(uri);
  }

  /** Whether the database is in this process, and other nodes reach it only while that runs. */
  public boolean isEmbedded() {
    return embedded != null;
  }

  /**
   * The database, for what is derived from the journal, over connections of its own: events never
   * wait for it. Empty if it is the embedded one, which does one change at a time.
   */
  public Optional<MongoDatabase> derived() {
    return Optional.ofNullable(derived).map(client -> client.getDatabase(uri.database()));
  }

  /** Where other nodes find the same database; with its password, if there is one. */
  public String uri() {
    return uri.text();
  }

  /** Whether the database answers now; known after two seconds at the latest. */
  public CompletionStage<Boolean> answers() {
    return ping.answers();
  }

  /** Where the journal is, for people: without user and password. */
  @Override
  public String toString() {
    return embedded == null ? uri.toString() : embedded.toString();
  }

  /** Ends the embedded database; one that runs elsewhere is left alone. */
  @Override
  public void close() {
    ping.close();
    if (derived != null) derived.close();
    if (embedded != null) embedded.close();
  }

  static Config at(MongoUri uri) {
    return ConfigFactory.parseMap(
        Map.of(PLUGIN + "mongouri", uri.text(), DATABASE, uri.database()), "journal");
  }
}
