package io.peerrelay.journal;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * A unique index as H2's backend keeps it, in the same map of the same store, with two differences:
 * it serializes a key once rather than at each comparison, and serves all queries for a certain
 * text in its first field, whatever else they ask for. The backend compares the documents with the
 * query afterwards, so an index may find too many, but none too few.
 */
class UniqueIndex extends AbstractUniqueIndex<Object> {
  final MVMap<SerializedKey, Object> positions;

  /** The last one that was asked for: an insert asks three times for the same. */
  private volatile Serialized last = new Serialized(null, null);

  private record Serialized(KeyValue value, SerializedKey key) {}

  UniqueIndex(
      MVMap<SerializedKey, Object> positions, String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
    this.positions = positions;
  }

  @Override
  public synchronized boolean canHandle(Document query) {
    return super.canHandle(query) || text(Conditions.of(query)) != null;
  }

  @Override
  public synchronized Iterable<Object> getPositions(Document query) {
    return super.canHandle(query)
        ? super.getPositions(query)
        : positions(range(Conditions.of(query)).ascending(positions));
  }

  /**
   * Where the keys are of all that meets these conditions.
   *
   * @param conditions with a text in the first field
   */
  KeyRange range(Conditions conditions) {
    return KeyRange.of(text(conditions), getKeys().size());
  }

  /** What the first field is to be equal to; null if that is not a text. */
  final String text(Conditions conditions) {
    return conditions.textOf(getKeys().get(0).getKey());
  }

  /** A document of which a field is a list may have several keys, but is found once. */
  static Iterable<Object> positions(Cursor<SerializedKey, Object> found) {
    Iterator<Object> values =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return found.hasNext();
          }

          @Override
          public Object next() {
            found.next();
            return found.getValue();
          }
        };
    return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(values, Spliterator.ORDERED), false)
            .distinct()
        ::iterator;
  }

  private SerializedKey serialized(KeyValue value) {
    Serialized known = last;
    if (value.equals(known.value())) return known.key();
    SerializedKey key = SerializedKey.of(value);
    last = new Serialized(value, key);
    return key;
  }

  @Override
  protected Object removeDocument(KeyValue key) {
    return positions.remove(serialized(key));
  }

  @Override
  protected boolean putKeyPosition(KeyValue key, Object position) {
    return positions.putIfAbsent(serialized(key), Missing.ofNullable(position)) == null;
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
    return positions.get(serialized(key));
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
