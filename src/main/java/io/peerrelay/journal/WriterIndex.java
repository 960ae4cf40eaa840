package io.peerrelay.journal;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;

/**
 * The index that keeps two writers of one entity apart ({@link JournalCollections}). It serves no
 * query: {@link JournalIndex} knows more.
 */
final class WriterIndex extends UniqueIndex {
  static final List<String> FIELDS = List.of("pid", "from");

  WriterIndex(
      MVMap<SerializedKey, Object> positions, String name, List<IndexKey> keys, boolean sparse) {
    super(positions, name, keys, sparse);
  }

  static boolean has(List<IndexKey> keys) {
    return keys.stream().map(IndexKey::getKey).toList().equals(FIELDS);
  }

  @Override
  public synchronized boolean canHandle(Document query) {
    return false;
  }
}
