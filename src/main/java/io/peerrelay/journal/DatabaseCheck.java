package io.peerrelay.journal;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mongodb.scala.MongoClient;
import scala.Option;

/** Asks a database for a sign of life, and says in words for people why there is none. */
final class DatabaseCheck implements ClusterListener {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final MongoUri uri;

  /** Why a server was not reached, as the driver saw it last; null if it saw nothing wrong. */
  private volatile Throwable lastFailure;

  private DatabaseCheck(MongoUri uri) {
    this.uri = uri;
  }

  /**
   * Returns when the database has answered.
   *
   * @throws JournalException if it did not, after at most six seconds
   */
  static void requireAnswer(MongoUri uri) {
    new DatabaseCheck(uri).run();
  }

  @Override
  public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
    event.getNewDescription().getServerDescriptions().stream()
        .map(ServerDescription::getException)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(failure -> lastFailure = failure);
  }

  private void run() {
    try (MongoClient client = MongoClient.apply(settings(), Option.empty())) {
      // Not a ping, which is answered to those as well who may not read this database.
      Answer.to(client.getDatabase(uri.database()).listCollectionNames())
          .get(LIMIT.plusMillis(500).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw explained(e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw unreachable(e);
    }
  }

  private JournalException explained(Throwable failure) {
    if (failure instanceof MongoSecurityException)
      return refused("refuses the user or the password", failure);
    if (failure instanceof MongoCommandException refusal)
      return refused("refuses access (" + refusal.getErrorCodeName() + ")", failure);
    return unreachable(failure);
  }

  private MongoClientSettings settings() {
    long limit = LIMIT.toMillis();
    return MongoClientSettings.builder()
        .applyConnectionString(new ConnectionString(uri.text()))
        .applyToClusterSettings(
            cluster ->
                cluster
                    .serverSelectionTimeout(limit, TimeUnit.MILLISECONDS)
                    .addClusterListener(this))
        .applyToSocketSettings(socket -> socket.connectTimeout((int) limit, TimeUnit.MILLISECONDS))
        .build();
  }

  private JournalException refused(String what, Throwable cause) {
    return new JournalException(
        "The MongoDB at " + uri.hosts() + " answers, but " + what,
        "Give relay.mongo.uri a user who may read and write the database '"
            + uri.database()
            + "' (with ?authSource=… if that user is kept in another database)",
        cause);
  }

  private JournalException unreachable(Throwable cause) {
    return new JournalException(
        "No MongoDB answered at "
            + uri.hosts()
            + (uri.isEncrypted() ? " (with TLS)" : " (without TLS)")
            + " within "
            + LIMIT.toSeconds()
            + " seconds: "
            + reason(lastFailure == null ? cause : lastFailure),
        "Start it, or correct host, port and TLS in relay.mongo.uri; leave relay.mongo.uri empty for the embedded"
            + " database",
        cause);
  }

  /** The innermost words; the outer ones repeat the driver's view of the whole cluster. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) root = root.getCause();
    return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
  }
}
