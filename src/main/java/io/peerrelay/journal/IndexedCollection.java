package io.peerrelay.journal;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;

/**
 * A collection that finds an entity's last document without reading the others: the plugin asks for
 * it whenever an entity wakes up. The backend itself would sort them all.
 */
final class IndexedCollection extends H2Collection {
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
  protected QueryResult queryDocuments(
      Document query, Document order, int skip, int limit, int batchSize, Document fields) {
    if (limit > 0 && JournalIndex.isLatestFirst(order))
      for (Index<Object> index : getIndexes())
        if (index instanceof JournalIndex journal && journal.canHandle(query))
          return matchDocuments(
              query, journal.latestFirst(query), null, skip, limit, batchSize, fields);
    return super.queryDocuments(query, order, skip, limit, batchSize, fields);
  }
}
