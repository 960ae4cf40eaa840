package io.peerrelay.conversation;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.peerrelay.journal.EmbeddedDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** The relay keeps no index there; it is a MongoDB that each build has. */
class EmbeddedIndexTest extends IndexSuite {
  @TempDir static Path folder;
  private EmbeddedDatabase server;
  private MongoClient client;

  @Override
  MongoDatabase open() {
    server = EmbeddedDatabase.start(folder, 0, false);
    client = MongoClients.create(server.uri());
    return client.getDatabase("relay");
  }

  @AfterAll
  void close() {
    client.close();
    server.close();
  }
}
