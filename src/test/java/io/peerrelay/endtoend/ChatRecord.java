package io.peerrelay.endtoend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one said to another, each time another number, what the other heard, and how that agrees.
 */
final class ChatRecord {
  /** The relay's number of each that was acknowledged. */
  private final Map<Integer, Long> acknowledged = new HashMap<>();

  /** What came, in that order: the relay's number and the text. */
  private final List<Map.Entry<Long, Integer>> heard = new ArrayList<>();

  /**
   * @param acknowledged how many messages were
   * @param lost of these: never came
   * @param duplicated came more than once, or are stored more than once
   * @param reordered came behind a later one
   */
  record Counts(int acknowledged, int lost, int duplicated, int reordered) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          acknowledged + other.acknowledged,
          lost + other.lost,
          duplicated + other.duplicated,
          reordered + other.reordered);
    }
  }

  synchronized void acknowledge(int text, long seq) {
    acknowledged.put(text, seq);
  }

  synchronized void hear(int text, long seq) {
    heard.add(Map.entry(seq, text));
  }

  /** How many messages were acknowledged so far. */
  synchronized int size() {
    return acknowledged.size();
  }

  /** The number of the last that was heard. */
  synchronized long position() {
    return heard.isEmpty() ? 0 : heard.get(heard.size() - 1).getKey();
  }

  /** The highest number that was acknowledged. */
  synchronized long end() {
    return acknowledged.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  synchronized Counts counts() {
    Set<Integer> texts = new HashSet<>();
    int duplicated = 0;
    int reordered = 0;
    long before = 0;
    for (Map.Entry<Long, Integer> one : heard) {
      if (!texts.add(one.getValue())) duplicated++;
      if (one.getKey() != before + 1) reordered++;
      before = one.getKey();
    }
    int lost = (int) acknowledged.keySet().stream().filter(text -> !texts.contains(text)).count();
    return new Counts(acknowledged.size(), lost, duplicated, reordered);
  }
}
