package io.peerrelay.journal;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * The index by which the plugin finds the events of an entity. A document has those with the
 * sequence numbers {@code from} to {@code to}; a number is in no more than one document of its
 * entity. So the order by {@code from}, which the index has, is also the order by {@code to}.
 */
final class JournalIndex extends UniqueIndex {
  private static final String ENTITY = "pid";
  private static final String FROM = "from";
  private static final String TO = "to";

  JournalIndex(
      MVMap<SerializedKey, Object> positions, String name, List<IndexKey> keys, boolean sparse) {
    super(positions, name, keys, sparse);
  }

  /** Whether an index of these keys is a journal's. */
  static boolean has(List<IndexKey> keys) {
    return keys.stream().map(IndexKey::getKey).toList().equals(List.of(ENTITY, FROM, TO));
  }

  /**
   * Whether what is found for one entity comes in the order of {@link #latestFirst} if it is to be
   * sorted so.
   *
   * @param order null for none
   */
  static boolean isLatestFirst(Document order) {
    if (order == null) return false;
    List<String> fields = order.keySet().stream().filter(field -> !field.equals(ENTITY)).toList();
    return fields.equals(List.of(TO)) && order.get(TO) instanceof Number way && way.intValue() < 0;
  }

  /** As {@link #getPositions}, but lazily from the end. */
  Iterable<Object> latestFirst(Document query) {
    return positions(range(Conditions.of(query)).descending(positions));
  }

  @Override
  KeyRange range(Conditions conditions) {
    String entity = text(conditions);
    double least = Math.max(conditions.least(FROM), start(entity, conditions.least(TO)));
    double greatest = Math.min(conditions.greatest(FROM), conditions.greatest(TO));
    return KeyRange.of(entity, least, greatest);
  }

  /** The least {@code from} of all documents that end there or later, or something below it. */
  private double start(String entity, double to) {
    if (to <= 0) return 0;
    Cursor<SerializedKey, Object> before = KeyRange.of(entity, 0, to).descending(positions);
    double start = to;
    while (before.hasNext()) {
      KeyValue key = before.next().value();
      if (number(key, 2) < to) break;
      start = Math.min(start, number(key, 1));
    }
    return start;
  }

  private static double number(KeyValue key, int field) {
    return ((Number) key.get(field)).doubleValue();
  }
}
