package io.peerrelay.journal;

import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;

/**
 * A collection of H2's backend, in the same maps, with two differences.
 *
 * <p>It finds an entity's last document without reading the others: the plugin asks for it whenever
 * an entity wakes up. The backend itself would sort them all.
 *
 * <p>It changes copies of documents and puts those into the map. The backend changes the one in the
 * map, which a checkpoint, or the answer to somebody's query, may just be writing out.
 */
final class IndexedCollection extends H2Collection {
  /** Whether what is found is about to be changed. Guarded by this, as all that is done here. */
  private boolean isUpdating;

  IndexedCollection(
      H2Database database,
      String name,
      CollectionOptions options,
      MVMap<Object, Document> documents,
      MVMap<String, Object> properties,
      CursorRegistry cursors) {
    super(database, name, options, documents, properties, cursors);
  }

  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters filters,
      boolean multi,
      boolean upsert,
      Oplog oplog) {
    isUpdating = true;
    try {
      return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
    } finally {
      isUpdating = false;
    }
  }

  @Override
  public synchronized Document findAndModify(Document query) {
    isUpdating = true;
    try {
      return super.findAndModify(query);
    } finally {
      isUpdating = false;
    }
  }

  @Override
  protected QueryResult queryDocuments(
      Document query, Document order, int skip, int limit, int batchSize, Document fields) {
    QueryResult found = find(query, order, skip, limit, batchSize, fields);
    return isUpdating ? copies(found) : found;
  }

  private QueryResult find(
      Document query, Document order, int skip, int limit, int batchSize, Document fields) {
    if (limit > 0 && JournalIndex.isLatestFirst(order))
      for (Index<Object> index : getIndexes())
        if (index instanceof JournalIndex journal && journal.canHandle(query))
          return matchDocuments(
              query, journal.latestFirst(query), null, skip, limit, batchSize, fields);
    return super.queryDocuments(query, order, skip, limit, batchSize, fields);
  }

  private static QueryResult copies(QueryResult found) {
    Stream<Document> copies =
        StreamSupport.stream(found.spliterator(), false).map(Document::cloneDeeply);
    return new QueryResult(copies::iterator, found.getCursorId());
  }
}
