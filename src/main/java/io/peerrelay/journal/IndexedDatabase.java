package io.peerrelay.journal;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A database of H2's backend, in the same maps, that finds documents by its indexes. */
final class IndexedDatabase {
  private IndexedDatabase() {}

  /** The constructor of {@link H2Database} opens collections: all they need is captured here. */
  static H2Database open(String name, MVStore store, CursorRegistry cursors) {
    return new H2Database(name, store, cursors) {
      @Override
      protected MongoCollection<Object> openOrCreateCollection(
          String collection, CollectionOptions options) {
        String map = getFullCollectionNamespace(collection);
        return new IndexedCollection(
            this,
            collection,
            options,
            store.openMap("databases." + map),
            store.openMap("meta." + map),
            cursors);
      }

      @Override
      protected Index<Object> openOrCreateUniqueIndex(
          String collection, String index, List<IndexKey> keys, boolean sparse) {
        MVMap<SerializedKey, Object> positions =
            store.openMap(
                getFullCollectionNamespace(collection) + "._index_" + index, SerializedKey.map());
        if (JournalIndex.has(keys)) return new JournalIndex(positions, index, keys, sparse);
        if (WriterIndex.has(keys)) return new WriterIndex(positions, index, keys, sparse);
        return new UniqueIndex(positions, index, keys, sparse);
      }

      @Override
      public Document handleCommand(
          Channel channel, String command, Document query, DatabaseResolver others, Oplog oplog) {
        if (!command.equalsIgnoreCase("aggregate") || !groupsWhatItFinds(query))
          return super.handleCommand(channel, command, query, others, oplog);
        String collection = (String) query.get(command);
        return answer(
            getFullCollectionNamespace(collection),
            grouped(query, resolveCollection(collection, false), others, oplog));
      }

      private List<Document> grouped(
          Document query, MongoCollection<Object> from, DatabaseResolver others, Oplog oplog) {
        if (from == null) return List.of();
        List<Document> stages = Aggregation.parse(query.get("pipeline"));
        Aggregation group =
            Aggregation.fromPipeline(stages.subList(1, 2), others, this, from, oplog);
        return group.runStages(from.handleQueryAsStream((Document) stages.get(0).get("$match")));
      }
    };
  }

  /**
   * Before the plugin deletes events it asks so for the last of them. For an aggregation the
   * backend reads the whole collection.
   */
  private static boolean groupsWhatItFinds(Document query) {
    return !query.containsKey("let")
        && query.get("pipeline") instanceof List<?> stages
        && stages.size() == 2
        && stages.get(0) instanceof Document first
        && first.get("$match") instanceof Document
        && stages.get(1) instanceof Document second
        && second.get("$group") instanceof Document;
  }

  private static Document answer(String namespace, List<Document> found) {
    Document answer =
        new Document(
            "cursor", new Document("id", 0L).append("ns", namespace).append("firstBatch", found));
    Utils.markOkay(answer);
    return answer;
  }
}
