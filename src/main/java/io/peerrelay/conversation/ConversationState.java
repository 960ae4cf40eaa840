package io.peerrelay.conversation;

import io.peerrelay.protocol.Username;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a conversation has to know to go on; the messages themselves are in the journal. It is
 * changed in place by its entity alone, and copied for a {@link Snapshot}: a copy for each message
 * would cost the more the longer it is.
 */
final class ConversationState {
  /** How many messages back a message that is sent again is known. */
  private static final int RECENT = 10_000;

  /**
   * Before anything was said. Shared, and so never changed: an entity that starts anew after a
   * failed write begins with the same object as before.
   */
  static final ConversationState NOT_BEGUN = new ConversationState();

  private final List<Username> members = new ArrayList<>();
  private final LinkedHashMap<Reference, Snapshot.Named> recent = new LinkedHashMap<>();
  private final Map<Long, Change> changes = new HashMap<>();
  private Places places = Places.none();
  private Reactions reactions = new Reactions();
  private long events;
  private long head;

  private record Reference(String by, String clientRef) {}

  static ConversationState of(Snapshot snapshot) {
    ConversationState state = new ConversationState();
    state.members.addAll(snapshot.members());
    state.events = snapshot.events();
    state.head = snapshot.head();
    snapshot.recent().forEach(state::remember);
    state.places = Places.of(snapshot.places());
    state.changes.putAll(snapshot.changes());
    state.reactions = Reactions.of(snapshot.reactions());
    return state;
  }

  Snapshot snapshot() {
    return new Snapshot(
        List.copyOf(members),
        events,
        head,
        List.copyOf(recent.values()),
        places.copy(),
        Map.copyOf(changes),
        reactions.copy());
  }

  private ConversationState() {}

  ConversationState after(ConversationEvent event) {
    ConversationState state = this == NOT_BEGUN ? new ConversationState() : this;
    state.apply(event);
    return state;
  }

  private void apply(ConversationEvent event) {
    events++;
    if (event instanceof ConversationEvent.Opened opened) {
      members.add(opened.one());
      if (!opened.other().equals(opened.one())) members.add(opened.other());
    } else if (event instanceof ConversationEvent.Posted posted) {
      head = posted.seq();
      places.add(head, events);
      if (posted.clientRef() != null)
        remember(new Snapshot.Named(posted.from().key(), posted.clientRef(), head, posted.time()));
    } else if (event instanceof ConversationEvent.Edited edited) {
      changes.put(edited.seq(), new Change(events));
    } else if (event instanceof ConversationEvent.Deleted deleted) {
      changes.put(deleted.seq(), Change.deleted());
    } else if (event instanceof ConversationEvent.Reacted reacted) {
      reactions.put(reacted.seq(), reacted.by(), reacted.reaction());
    }
  }

  private void remember(Snapshot.Named named) {
    recent.put(new Reference(named.by(), named.clientRef()), named);
    if (recent.size() > RECENT) recent.remove(recent.keySet().iterator().next());
  }

  boolean isOpen() {
    return !members.isEmpty();
  }

  List<Username> members() {
    return members;
  }

  boolean isMember(Username user) {
    return members.contains(user);
  }

  /** Number of the newest message; 0 before the first. */
  long head() {
    return head;
  }

  boolean has(long seq) {
    return seq >= 1 && seq <= head;
  }

  boolean isDeleted(long seq) {
    Change change = changes.get(seq);
    return change != null && change.isDeletion();
  }

  /** How many messages were edited or deleted. */
  int changedMessages() {
    return changes.size();
  }

  Reactions reactions() {
    return reactions;
  }

  /** The message that the user sent before under this name, if it is not too long ago. */
  Optional<ConversationReply.Stored> sentBefore(Username by, String clientRef) {
    if (clientRef == null) return Optional.empty();
    return Optional.ofNullable(recent.get(new Reference(by.key(), clientRef)))
        .map(named -> new ConversationReply.Stored(named.seq(), named.time()));
  }

  /**
   * Where the journal has these messages.
   *
   * @param first at least 1
   * @param last at most {@link #head}
   */
  ConversationReply.Found find(long first, long last) {
    if (first > last)
      return new ConversationReply.Found(first, last, 1, 0, Map.of(), Map.of(), head);
    Map<Long, Change> changed = new HashMap<>();
    Map<Long, Reactions.Count> counts = new HashMap<>();
    for (long seq = first; seq <= last; seq++) {
      if (changes.containsKey(seq)) changed.put(seq, changes.get(seq));
      if (reactions.isAny(seq)) counts.put(seq, reactions.count(seq));
    }
    return new ConversationReply.Found(
        first, last, places.notAfter(first), places.notBefore(last, events), changed, counts, head);
  }
}
