package io.peerrelay.connection;

import io.peerrelay.protocol.ConversationId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what a client writes to somebody in order, though nobody may have begun that conversation:
 * the first message has to look for the other user then, and those that follow at its heels would
 * overtake it, or one another.
 *
 * <pre>
 *   post --has it begun?--yes--> goes
 *             | no: is one under way? --no--> goes alone --stored----> all behind it go
 *             +--yes--> waits                     |-------refused----> the next goes alone
 *                                                 +-------no answer--> all behind it are given up
 * </pre>
 *
 * @param <P> what is written
 */
final class Openings<P> {
  /** Of so many it is known that they have begun; then each has to show it anew. */
  static final int MOST_BEGUN = 1_000;

  private final Set<ConversationId> begun = new HashSet<>();
  private final Map<ConversationId, Deque<P>> waiting = new HashMap<>();

  /**
   * @return whether it goes now; else it waits
   */
  boolean admits(ConversationId conversation, P post) {
    if (conversation.isChannel() || begun.contains(conversation)) return true;
    Deque<P> behind = waiting.get(conversation);
    if (behind == null) waiting.put(conversation, new ArrayDeque<>(1));
    else behind.add(post);
    return behind == null;
  }

  /**
   * One was stored.
   *
   * @return those that go now
   */
  Iterable<P> begun(ConversationId conversation) {
    if (conversation.isChannel()) return List.of();
    if (begun.size() == MOST_BEGUN && !begun.contains(conversation)) begun.clear();
    begun.add(conversation);
    return givenUp(conversation);
  }

  /**
   * One was refused.
   *
   * @return the one that goes now
   */
  Optional<P> refused(ConversationId conversation) {
    Deque<P> behind = waiting.get(conversation);
    if (behind == null) return Optional.empty();
    if (behind.isEmpty()) waiting.remove(conversation);
    return Optional.ofNullable(behind.poll());
  }

  /**
   * There was no answer to one.
   *
   * @return those that waited for it
   */
  Iterable<P> givenUp(ConversationId conversation) {
    Deque<P> behind = waiting.remove(conversation);
    return behind == null ? List.of() : behind;
  }
}
