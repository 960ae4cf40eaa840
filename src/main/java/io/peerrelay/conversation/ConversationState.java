package io.peerrelay.conversation;

import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** Of how many messages back it is known who wrote them. */
  private static final int AUTHORS = 500;

  private final Members members = new Members();
  private final Set<Username> blockedBy = new LinkedHashSet<>();
  private final Map<Long, Username> authors = new HashMap<>();
  private ChannelState channel;
  private final LinkedHashMap<Reference, Snapshot.Named> recent = new LinkedHashMap<>();
  private final Map<Long, Change> changes = new HashMap<>();
  private Places places = Places.none();
  private Reactions reactions = new Reactions();
  private long events;
  private long head;
  private Instant said;

  private record Reference(String by, String clientRef) {}

  static ConversationState of(Snapshot snapshot) {
    ConversationState state = new ConversationState();
    for (Username member : snapshot.members())
      state.members.join(member, snapshot.owners().contains(member) ? Role.OWNER : Role.MEMBER);
    snapshot.invited().forEach(state.members::invite);
    state.blockedBy.addAll(snapshot.blockedBy());
    state.channel = snapshot.channel();
    state.events = snapshot.events();
    state.head = snapshot.head();
    state.said = snapshot.said();
    snapshot.recent().forEach(state::remember);
    state.places = Places.of(snapshot.places());
    state.changes.putAll(snapshot.changes());
    state.reactions = Reactions.of(snapshot.reactions());
    return state;
  }

  Snapshot snapshot() {
    return new Snapshot(
        members.names(),
        events,
        head,
        List.copyOf(recent.values()),
        places.copy(),
        Map.copyOf(changes),
        reactions.copy(),
        channel,
        members.names().stream().filter(members::isOwner).toList(),
        members.invitations(),
        List.copyOf(blockedBy),
        said);
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
      members.join(opened.one(), Role.MEMBER);
      members.join(opened.other(), Role.MEMBER);
    } else if (event instanceof ConversationEvent.Posted posted) {
      head = posted.seq();
      said = posted.time();
      places.add(head, events);
      if (channel != null) { // Between two it is the other.
        authors.put(head, posted.from());
        authors.remove(head - AUTHORS);
      }
      if (posted.clientRef() != null)
        remember(new Snapshot.Named(posted.from().key(), posted.clientRef(), head, posted.time()));
    } else if (event instanceof ConversationEvent.Edited edited) {
      changes.put(edited.seq(), new Change(events));
    } else if (event instanceof ConversationEvent.Deleted deleted) {
      changes.put(deleted.seq(), Change.deleted());
    } else if (event instanceof ConversationEvent.Reacted reacted) {
      reactions.put(reacted.seq(), reacted.by(), reacted.reaction());
    } else if (event instanceof ConversationEvent.BlockChanged changed) {
      if (changed.blocked()) blockedBy.add(changed.by());
      else blockedBy.remove(changed.by());
    } else if (event instanceof ConversationEvent.OfChannel ofChannel) {
      apply(ofChannel);
    }
  }

  private void apply(ConversationEvent.OfChannel event) {
    if (event instanceof ConversationEvent.ChannelCreated created) {
      forget();
      channel = new ChannelState(created.channel(), created.isPrivate(), created.posting(), head);
      members.join(created.by(), Role.OWNER);
    } else if (event instanceof ConversationEvent.ChannelChanged changed) {
      channel =
          new ChannelState(
              channel.name(), changed.isPrivate(), changed.posting(), channel.before());
    } else if (event instanceof ConversationEvent.MemberJoined joined) {
      members.join(joined.username(), joined.role());
    } else if (event instanceof ConversationEvent.MemberLeft left) {
      members.leave(left.username());
    } else if (event instanceof ConversationEvent.RoleChanged changed) {
      members.setRole(changed.username(), changed.role());
    } else if (event instanceof ConversationEvent.Invited invited) {
      members.invite(invited.username());
    } else if (event instanceof ConversationEvent.InvitationWithdrawn withdrawn) {
      members.withdrawInvitation(withdrawn.username());
    }
  }

  /** All that was said and done in a channel that had been left empty: a new one begins. */
  private void forget() {
    said = null;
    members.withdrawInvitations();
    authors.clear();
    recent.clear();
    changes.clear();
    reactions = new Reactions();
  }

  private void remember(Snapshot.Named named) {
    recent.put(new Reference(named.by(), named.clientRef()), named);
    if (recent.size() > RECENT) recent.remove(recent.keySet().iterator().next());
  }

  /** Whether it has begun: by its first message, or as a channel. */
  boolean isOpen() {
    return channel != null || members.size() > 0;
  }

  /** Null for a direct conversation. */
  ChannelState channel() {
    return channel;
  }

  Members members() {
    return members;
  }

  boolean isMember(Username user) {
    return members.contains(user);
  }

  /** Whether one of two users wants to hear nothing of the other. */
  boolean hasBlocked(Username user, Username other) {
    return !user.equals(other) && blockedBy.contains(user);
  }

  boolean isBlockedBy(Username user) {
    return blockedBy.contains(user);
  }

  /** Who wrote a message, if it is not too long ago. */
  Optional<Username> author(long seq) {
    return Optional.ofNullable(authors.get(seq));
  }

  /** Number of the newest message; 0 before the first. */
  long head() {
    return head;
  }

  /** When the newest message was; null where there is none, or that is not known. */
  Instant said() {
    return said;
  }

  /** Number of the oldest message that is there for its members. */
  private long oldest() {
    return channel == null ? 1 : channel.before() + 1;
  }

  boolean has(long seq) {
    return seq >= oldest() && seq <= head;
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
    if (Math.max(first, oldest()) > last)
      return new ConversationReply.Found(first, last, 1, 0, Map.of(), Map.of(), oldest(), head);
    Map<Long, Change> changed = new HashMap<>();
    Map<Long, Reactions.Count> counts = new HashMap<>();
    for (long seq = first; seq <= last; seq++) {
      if (changes.containsKey(seq)) changed.put(seq, changes.get(seq));
      if (reactions.isAny(seq)) counts.put(seq, reactions.count(seq));
    }
    return new ConversationReply.Found(
        first,
        last,
        places.notAfter(Math.max(first, oldest())),
        places.notBefore(last, events),
        changed,
        counts,
        oldest(),
        head);
  }
}
