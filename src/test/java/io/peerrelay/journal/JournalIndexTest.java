package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** With the journal's index the same is found as without. */
class JournalIndexTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Some begin with others, or are as long. */
  private static final List<String> ENTITIES =
      List.of("a", "b", "ab", "Account|ü~z", "Account|ü~zz", "x".repeat(300), "nobody");

  @TempDir Path directory;
  private EmbeddedDatabase database;
  private MongoClient client;
  private MongoCollection<Document> indexed;
  private MongoCollection<Document> plain;
  private final Random random = new Random(11);

  @BeforeEach
  void start() {
    database = EmbeddedDatabase.start(directory, 0, false);
    client = MongoClients.create(database.uri());
    indexed = client.getDatabase("test").getCollection("indexed");
    plain = client.getDatabase("test").getCollection("plain");
    run(
        indexed.createIndex(
            Indexes.ascending("pid", "from", "to"), new IndexOptions().unique(true)));
    List<Document> documents = new ArrayList<>();
    for (String entity : ENTITIES.subList(0, 6)) {
      long from = random.nextInt(3) * 250L + 1;
      for (int number = 0; number < 60; number++) {
        long to = from + (random.nextInt(4) == 0 ? random.nextInt(200) : 0);
        documents.add(new Document("pid", entity).append("from", from).append("to", to));
        from = to + 1;
      }
    }
    run(indexed.insertMany(documents));
    run(plain.insertMany(documents));
  }

  @AfterEach
  void stop() {
    client.close();
    database.close();
  }

  @Test
  void findsWhatIsFoundWithoutIt() {
    for (int round = 0; round < 500; round++) {
      Bson query = query();
      assertThat(found(indexed, query))
          .as("%s", query.toBsonDocument())
          .isEqualTo(found(plain, query));
      assertThat(last(indexed, query)).isEqualTo(last(plain, query));
    }
  }

  @Test
  void findsTheSameWhenSomeWereChangedAndDeleted() {
    for (int round = 0; round < 100; round++) {
      Bson query = query();
      for (MongoCollection<Document> collection : List.of(indexed, plain))
        if (round % 10 == 0) run(collection.deleteMany(query));
        else run(collection.updateMany(query, new Document("$inc", new Document("changed", 1))));
    }
    for (String entity : ENTITIES)
      assertThat(found(indexed, Filters.eq("pid", entity)))
          .isEqualTo(found(plain, Filters.eq("pid", entity)));
  }

  @Test
  void groupsWhatIsGroupedWithoutIt() {
    for (int round = 0; round < 50; round++) {
      List<Document> pipeline =
          List.of(
              new Document("$match", query()),
              new Document(
                  "$group",
                  new Document("_id", "$pid").append("max", new Document("$max", "$to"))));
      assertThat(run(indexed.aggregate(pipeline))).isEqualTo(run(plain.aggregate(pipeline)));
    }
  }

  /** As the plugin asks, and otherwise. */
  private Bson query() {
    Bson entity = Filters.eq("pid", ENTITIES.get(random.nextInt(ENTITIES.size())));
    long one = random.nextInt(2000) - 100;
    long other = random.nextInt(4) == 0 ? Long.MAX_VALUE : one + random.nextInt(500);
    return switch (random.nextInt(9)) {
      case 0 -> entity;
      case 1 -> Filters.and(entity, Filters.gte("from", one), Filters.lte("to", other));
      case 2 -> Filters.and(entity, Filters.gte("to", one), Filters.lte("from", other));
      case 3 -> Filters.and(entity, Filters.gt("from", one), Filters.lt("to", other));
      case 4 -> Filters.and(entity, Filters.lte("to", one));
      case 5 -> Filters.and(entity, Filters.eq("from", one));
      case 6 ->
          new Document("to", new Document("$gt", one).append("$lt", other)).append("pid", "b");
      case 7 -> Filters.and(entity, Filters.or(Filters.gte("to", one), Filters.eq("from", other)));
      default -> Filters.or(entity, Filters.eq("to", one));
    };
  }

  /** In an order that all have. */
  private static List<Document> found(MongoCollection<Document> in, Bson query) {
    return run(in.find(query).sort(Sorts.ascending("pid", "to")));
  }

  private static List<Document> last(MongoCollection<Document> in, Bson query) {
    return run(
        in.find(query)
            .sort(Sorts.orderBy(Sorts.ascending("pid"), Sorts.descending("to")))
            .limit(1));
  }

  private static <T> List<T> run(Publisher<T> command) {
    return Flux.from(command).collectList().block(LIMIT);
  }
}
