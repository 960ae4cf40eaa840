package io.peerrelay.conversation;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import reactor.core.publisher.Mono;

/** On the database that {@code RELAY_TEST_MONGO_URI} names, as the journal suite. */
@EnabledIfEnvironmentVariable(
    named = "RELAY_TEST_MONGO_URI",
    matches = ".+",
    disabledReason = "RELAY_TEST_MONGO_URI is not set: the index was not tried on a MongoDB")
class NamedIndexTest extends IndexSuite {
  private MongoClient client;
  private MongoDatabase database;

  @Override
  MongoDatabase open() {
    client = MongoClients.create(System.getenv("RELAY_TEST_MONGO_URI"));
    database = client.getDatabase("relay_test_" + UUID.randomUUID().toString().substring(0, 8));
    return database;
  }

  @AfterAll
  void close() {
    Mono.from(database.drop()).block(Duration.ofSeconds(30));
    client.close();
  }
}
