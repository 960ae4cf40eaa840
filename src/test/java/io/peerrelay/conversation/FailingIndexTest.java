package io.peerrelay.conversation;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The index can't be reached, or this relay may not have it; the journal is there. */
class FailingIndexTest extends SearchFixture {
  private MongoClient client;

  @Override
  Optional<MongoDatabase> openDatabase() {
    client = MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200");
    return Optional.of(client.getDatabase("relay"));
  }

  @AfterAll
  void close() {
    client.close();
  }

  @Test
  void readsAsIfThereWereNoIndex() {
    long seq = say("porcupine");
    chatter(1_000);
    assertFinds("porcupine", seq);
  }
}
