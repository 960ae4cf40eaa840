package io.peerrelay.journal;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * A unique index as H2's backend keeps it, in the same map of the same store, but that it
 * serializes a key once rather than at each comparison.
 */
final class UniqueIndex extends AbstractUniqueIndex<Object> {
  private final MVMap<SerializedKey, Object> positions;

  UniqueIndex(
      MVMap<SerializedKey, Object> positions, String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
    this.positions = positions;
  }

  @Override
  protected Object removeDocument(KeyValue key) {
    return positions.remove(SerializedKey.of(key));
  }

  @Override
  protected boolean putKeyPosition(KeyValue key, Object position) {
    return positions.putIfAbsent(SerializedKey.of(key), Missing.ofNullable(position)) == null;
  }

  @Override
  protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
    Stream<Map.Entry<KeyValue, Object>> entries =
        positions.entrySet().stream()
            .map(entry -> Map.entry(entry.getKey().value(), entry.getValue()));
    return entries::iterator;
  }

  @Override
  protected Object getPosition(KeyValue key) {
    return positions.get(SerializedKey.of(key));
  }

  @Override
  public long getCount() {
    return positions.sizeAsLong();
  }

  @Override
  public boolean isEmpty() {
    return positions.isEmpty();
  }

  @Override
  public long getDataSize() {
    return getCount();
  }
}
