package io.peerrelay.journal;

import akka.contrib.persistence.mongodb.MongoCollectionCache;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.typesafe.config.Config;
import java.util.concurrent.CompletionStage;
import org.bson.BsonDocument;
import org.mongodb.scala.MongoCollection;
import scala.Function1;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * The collections that the plugin writes events to; none is written to before it is fenced.
 *
 * <p>Of two nodes that each take themselves for the only writer of an entity, as one that hung and
 * the one that took its place, one must fail. Each write begins with the number after the last one
 * that its writer knows of. The plugin's own index takes two that begin alike, if one is longer;
 * this one does not: whoever comes second fails, reads what is stored, and goes on from there.
 */
public final class JournalCollections
    implements MongoCollectionCache<Future<MongoCollection<BsonDocument>>> {
  private static final String FENCE = "one_writer";

  private final CollectionCache<Future<MongoCollection<BsonDocument>>> fenced;

  /** Named in journal.conf; the plugin makes one. */
  public JournalCollections(Config settings) {
    fenced = new CollectionCache<>(settings);
  }

  @Override
  public Future<MongoCollection<BsonDocument>> getOrElseCreate(
      String name, Function1<String, Future<MongoCollection<BsonDocument>>> prepare) {
    return fenced.getOrElseCreate(name, unprepared -> fence(prepare.apply(unprepared)));
  }

  @Override
  public void invalidate(String name) {
    fenced.invalidate(name);
  }

  private static Future<MongoCollection<BsonDocument>> fence(
      Future<MongoCollection<BsonDocument>> prepared) {
    CompletionStage<MongoCollection<BsonDocument>> done =
        FutureConverters.asJava(prepared)
            .thenCompose(collection -> fence(collection).thenApply(indexed -> collection));
    return FutureConverters.asScala(done);
  }

  private static CompletionStage<Void> fence(MongoCollection<BsonDocument> collection) {
    return Answer.to(
        collection.createIndex(
            Indexes.ascending(WriterIndex.FIELDS), new IndexOptions().unique(true).name(FENCE)));
  }
}
