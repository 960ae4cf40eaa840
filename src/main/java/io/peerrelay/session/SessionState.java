package io.peerrelay.session;

import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Standing;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a session keeps across restarts, oldest first.
 *
 * @param offers those that wait for the user's answer
 * @param transfers those that the user takes part in
 * @param conversations those that the user takes part in, and the number of the last message of
 *     each that the user has read; 0 for none
 * @param heard when something was said last in those that are direct, to the minute; some that were
 *     stored before that was kept are missing
 * @param contacts what the user thinks of others, where it is anything
 * @param visibility what others see of the user's coming and going
 */
record SessionState(
    List<ServerMessage.Offer> offers,
    List<TransferId> transfers,
    Map<ConversationId, Long> conversations,
    Map<ConversationId, Instant> heard,
    Map<Username, Standing> contacts,
    Visibility visibility)
    implements CborSerializable {
  /** The sum over names, pictures and notes at which the user has enough to answer. */
  private static final int MOST_CHARACTERS = 256 * 1024;

  private static final Duration NOTICEABLE = Duration.ofMinutes(1);

  static final SessionState NONE =
      new SessionState(List.of(), List.of(), Map.of(), Map.of(), Map.of(), Visibility.NEVER_SEEN);

  /**
   * @param hidden whether others are to see nothing
   * @param lastSeen when the user was last seen to go; null where that is not known
   */
  record Visibility(boolean hidden, Instant lastSeen) {
    static final Visibility NEVER_SEEN = new Visibility(false, null);
  }

  SessionState {
    offers = List.copyOf(offers);
    transfers = transfers == null ? List.of() : List.copyOf(transfers); // Once there were none.
    conversations = conversations == null ? Map.of() : Map.copyOf(conversations); // Nor these.
    heard = heard == null ? Map.of() : Map.copyOf(heard);
    contacts = contacts == null ? Map.of() : Map.copyOf(contacts);
    if (visibility == null) visibility = Visibility.NEVER_SEEN;
  }

  SessionState with(ServerMessage.Offer offer) {
    return withOffers(Stream.concat(offers.stream(), Stream.of(offer)).toList());
  }

  SessionState without(TransferId transfer) {
    return withOffers(offers.stream().filter(one -> !one.transfer().equals(transfer)).toList());
  }

  private SessionState withOffers(List<ServerMessage.Offer> changed) {
    return new SessionState(changed, transfers, conversations, heard, contacts, visibility);
  }

  SessionState opened(TransferId transfer) {
    return withTransfers(Stream.concat(transfers.stream(), Stream.of(transfer)).toList());
  }

  SessionState closed(TransferId transfer) {
    return withTransfers(transfers.stream().filter(one -> !one.equals(transfer)).toList());
  }

  private SessionState withTransfers(List<TransferId> changed) {
    return new SessionState(offers, changed, conversations, heard, contacts, visibility);
  }

  SessionState read(ConversationId conversation, long seq) {
    Map<ConversationId, Long> changed = new HashMap<>(conversations);
    changed.merge(conversation, seq, Math::max);
    return withConversations(changed);
  }

  /**
   * @param at when something was said in it; null where that is not kept
   */
  SessionState entered(ConversationId conversation, Instant at) {
    SessionState entered = read(conversation, 0);
    if (at == null) return entered;
    Map<ConversationId, Instant> changed = new HashMap<>(heard);
    changed.merge(conversation, at, (one, other) -> one.isAfter(other) ? one : other);
    return new SessionState(
        offers, transfers, entered.conversations, changed, contacts, visibility);
  }

  SessionState left(ConversationId conversation) {
    Map<ConversationId, Long> changed = new HashMap<>(conversations);
    changed.remove(conversation);
    return withConversations(changed);
  }

  private SessionState withConversations(Map<ConversationId, Long> changed) {
    return new SessionState(offers, transfers, changed, heard, contacts, visibility);
  }

  /**
   * @param standing null for none any more
   */
  SessionState with(Username username, Standing standing) {
    Map<Username, Standing> changed = new HashMap<>(contacts);
    changed.remove(username); // Its name may be written in another way.
    if (standing != null) changed.put(username, standing);
    return new SessionState(offers, transfers, conversations, heard, changed, visibility);
  }

  SessionState with(Visibility changed) {
    return new SessionState(offers, transfers, conversations, heard, contacts, changed);
  }

  boolean hasBlocked(Username username) {
    return contacts.get(username) == Standing.BLOCKED;
  }

  /** Whether it is worth keeping that something was said now: not twice in a minute. */
  boolean isNews(ConversationId conversation, Instant at) {
    Instant before = heard.get(conversation);
    return before == null || at.isAfter(before.plus(NOTICEABLE));
  }

  boolean takesPartIn(ConversationId conversation) {
    return conversations.containsKey(conversation);
  }

  boolean holds(TransferId transfer) {
    return offers.stream().anyMatch(offer -> offer.transfer().equals(transfer));
  }

  List<ConversationId> channels() {
    return conversations.keySet().stream().filter(ConversationId::isChannel).toList();
  }

  /**
   * Those that can still be answered; an expired one whose end was never told counts for nothing.
   */
  List<ServerMessage.Offer> openAt(Instant now) {
    return offers.stream().filter(offer -> offer.expiresAt().isAfter(now)).toList();
  }

  /**
   * Whether no more may wait, be they too many or too long: all of them are kept in one snapshot,
   * and shown at once to a device that attaches.
   */
  boolean isFull(Instant now, int most) {
    List<ServerMessage.Offer> open = openAt(now);
    return open.size() >= most
        || open.stream().mapToLong(SessionState::characters).sum() >= MOST_CHARACTERS;
  }

  private static long characters(ServerMessage.Offer offer) {
    return (offer.note() == null ? 0 : offer.note().length())
        + offer.files().stream().mapToLong(FileInfo::characters).sum();
  }

  Stream<ServerMessage.Offer> expiredAt(Instant now) {
    return offers.stream().filter(offer -> !offer.expiresAt().isAfter(now));
  }
}
