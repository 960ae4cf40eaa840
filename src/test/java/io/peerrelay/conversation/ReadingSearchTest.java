package io.peerrelay.conversation;

import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.Optional;

/** As beside the embedded database. */
class ReadingSearchTest extends SearchSuite {
  @Override
  Optional<MongoDatabase> openDatabase() {
    return Optional.empty();
  }
}
