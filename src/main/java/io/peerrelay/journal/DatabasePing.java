package io.peerrelay.journal;

import com.mongodb.reactivestreams.client.MongoClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/**
 * Asks the database, over a connection of its own, whether it is there: the plugin's connections
 * may all be busy, and that is no reason to call the database gone.
 */
final class DatabasePing implements AutoCloseable {
  private static final int LIMIT_MILLIS = 2_000;
  private static final BsonDocument PING = new BsonDocument("ping", new BsonInt32(1));

  private final MongoUri uri;

  /** Null before the first question. */
  private MongoClient client;

  private boolean closed;

  DatabasePing(MongoUri uri) {
    this.uri = uri;
  }

  CompletionStage<Boolean> answers() {
    CompletableFuture<Void> answer;
    try {
      answer = Answer.to(client().getDatabase(uri.database()).runCommand(PING));
    } catch (IllegalStateException e) {
      return CompletableFuture.completedFuture(false); // It was closed meanwhile.
    }
    return answer
        .orTimeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
        .handle((done, failure) -> failure == null);
  }

  private synchronized MongoClient client() {
    if (closed) throw new IllegalStateException("closed");
    if (client == null) client = DatabaseClient.of(uri, LIMIT_MILLIS, 1);
    return client;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) client.close();
  }
}
