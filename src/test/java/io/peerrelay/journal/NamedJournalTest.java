package io.peerrelay.journal;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The journal suite on the database that the environment variable {@code RELAY_TEST_MONGO_URI}
 * names: one server, without a database's name; taken away by a proxy on the way to it.
 */
@EnabledIfEnvironmentVariable(
    named = NamedJournalTest.VARIABLE,
    matches = ".+",
    disabledReason = "RELAY_TEST_MONGO_URI is not set: the journal was not tried on a MongoDB")
class NamedJournalTest extends JournalSuite {
  static final String VARIABLE = "RELAY_TEST_MONGO_URI";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  TestDatabase startDatabase() {
    return new Named(System.getenv(VARIABLE));
  }

  private static final class Named implements TestDatabase {
    private final MongoUri direct;
    private final MongoUri behindProxy;
    private final TcpProxy proxy;

    Named(String uri) {
      String name = "relay_test_" + UUID.randomUUID().toString().substring(0, 8);
      direct = MongoUri.parse(uri.replaceFirst("(://[^/?]+)/?", "$1/" + name));
      proxy = TcpProxy.to(direct.hosts());
      behindProxy = MongoUri.parse(direct.text().replace(direct.hosts(), proxy.address()));
    }

    @Override
    public Config journal() {
      return Journal.at(behindProxy);
    }

    @Override
    public void takeAway() {
      proxy.close();
    }

    @Override
    public void giveBack() {
      proxy.open();
    }

    /** FerretDB 1.24 does not: it lacks the accumulator $max, and $pull with a condition. */
    @Override
    public boolean deletes() {
      Bson highest = Aggregates.group("$pid", Accumulators.max("highest", "$to"));
      try (MongoClient client = MongoClients.create(direct.text())) {
        MongoDatabase database = client.getDatabase(direct.database());
        Flux.from(database.getCollection("journal").aggregate(List.of(highest))).blockLast(LIMIT);
        return true;
      } catch (MongoCommandException e) {
        return false;
      }
    }

    @Override
    public void close() {
      proxy.close();
      try (MongoClient client = MongoClients.create(direct.text())) {
        Mono.from(client.getDatabase(direct.database()).drop()).block(LIMIT);
      }
    }
  }
}
