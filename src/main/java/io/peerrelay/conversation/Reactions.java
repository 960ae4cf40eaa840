package io.peerrelay.conversation;

import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.Username;
import java.util.HashMap;
import java.util.Map;

/** Who thinks what of which message: each user once. Not safe for use by several threads. */
final class Reactions {
  private final Map<Long, Map<String, Reaction>> bySeq = new HashMap<>();
  private int size;

  /** How many there are. */
  record Count(long like, long dislike) {
    static final Count NONE = new Count(0, 0);
  }

  /**
   * @param reaction null for none any more
   */
  void put(long seq, Username by, Reaction reaction) {
    Map<String, Reaction> byUser = bySeq.computeIfAbsent(seq, none -> new HashMap<>());
    size -= byUser.size();
    if (reaction == null) byUser.remove(by.key());
    else byUser.put(by.key(), reaction);
    size += byUser.size();
    if (byUser.isEmpty()) bySeq.remove(seq);
  }

  /** Null for none. */
  Reaction of(long seq, Username by) {
    return bySeq.getOrDefault(seq, Map.of()).get(by.key());
  }

  boolean isAny(long seq) {
    return bySeq.containsKey(seq);
  }

  Count count(long seq) {
    Map<String, Reaction> byUser = bySeq.getOrDefault(seq, Map.of());
    long likes = byUser.values().stream().filter(Reaction.LIKE::equals).count();
    return new Count(likes, byUser.size() - likes);
  }

  /** Of all messages together. */
  int size() {
    return size;
  }

  Map<Long, Map<String, Reaction>> copy() {
    Map<Long, Map<String, Reaction>> copy = new HashMap<>();
    bySeq.forEach((seq, byUser) -> copy.put(seq, Map.copyOf(byUser)));
    return copy;
  }

  static Reactions of(Map<Long, Map<String, Reaction>> copy) {
    Reactions reactions = new Reactions();
    copy.forEach(
        (seq, byUser) -> {
          reactions.bySeq.put(seq, new HashMap<>(byUser));
          reactions.size += byUser.size();
        });
    return reactions;
  }
}
