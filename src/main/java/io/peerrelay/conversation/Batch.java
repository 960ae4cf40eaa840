package io.peerrelay.conversation;

import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** New messages that are stored by one write, numbered as they came, each name of a user's once. */
final class Batch {
  private final ConversationState state;
  private final Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final List<ConversationEvent.Posted> posted = new ArrayList<>();
  private final Map<Name, ConversationReply.Stored> named = new HashMap<>();

  private record Name(Username by, String clientRef) {}

  Batch(ConversationState state) {
    this.state = state;
  }

  /** Number of the next message. */
  long next() {
    return state.head() + posted.size() + 1;
  }

  Instant time() {
    return time;
  }

  Optional<ConversationReply.Stored> sentBefore(Username by, String clientRef) {
    if (clientRef == null) return Optional.empty();
    return Optional.ofNullable(named.get(new Name(by, clientRef)))
        .or(() -> state.sentBefore(by, clientRef));
  }

  /**
   * @param message the {@link #next}
   */
  ConversationReply.Stored add(ConversationEvent.Posted message) {
    posted.add(message);
    ConversationReply.Stored stored = new ConversationReply.Stored(message.seq(), message.time());
    if (message.clientRef() != null)
      named.put(new Name(message.from(), message.clientRef()), stored);
    return stored;
  }

  /** What is to be stored; without those that were sent before. */
  List<ConversationEvent.Posted> posted() {
    return posted;
  }
}
