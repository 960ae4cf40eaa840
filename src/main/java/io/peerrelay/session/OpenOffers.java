package io.peerrelay.session;

import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
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
 */
record OpenOffers(
    List<ServerMessage.Offer> offers,
    List<TransferId> transfers,
    Map<ConversationId, Long> conversations)
    implements CborSerializable {
  /** The sum over names and notes at which the user has enough to answer. */
  private static final int MOST_CHARACTERS = 256 * 1024;

  /** What a file adds to its name: size, type, time and digest. */
  private static final int PER_FILE = 200;

  static final OpenOffers NONE = new OpenOffers(List.of(), List.of(), Map.of());

  OpenOffers {
    offers = List.copyOf(offers);
    transfers = transfers == null ? List.of() : List.copyOf(transfers); // Once there were none.
    conversations = conversations == null ? Map.of() : Map.copyOf(conversations); // Nor these.
  }

  OpenOffers with(ServerMessage.Offer offer) {
    return new OpenOffers(
        Stream.concat(offers.stream(), Stream.of(offer)).toList(), transfers, conversations);
  }

  OpenOffers without(TransferId transfer) {
    return new OpenOffers(
        offers.stream().filter(offer -> !offer.transfer().equals(transfer)).toList(),
        transfers,
        conversations);
  }

  OpenOffers opened(TransferId transfer) {
    return new OpenOffers(
        offers, Stream.concat(transfers.stream(), Stream.of(transfer)).toList(), conversations);
  }

  OpenOffers closed(TransferId transfer) {
    return new OpenOffers(
        offers, transfers.stream().filter(one -> !one.equals(transfer)).toList(), conversations);
  }

  OpenOffers read(ConversationId conversation, long seq) {
    Map<ConversationId, Long> read = new HashMap<>(conversations);
    read.merge(conversation, seq, Math::max);
    return new OpenOffers(offers, transfers, read);
  }

  boolean takesPartIn(ConversationId conversation) {
    return conversations.containsKey(conversation);
  }

  boolean holds(TransferId transfer) {
    return offers.stream().anyMatch(offer -> offer.transfer().equals(transfer));
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
        || open.stream().mapToLong(OpenOffers::characters).sum() >= MOST_CHARACTERS;
  }

  private static long characters(ServerMessage.Offer offer) {
    return (offer.note() == null ? 0 : offer.note().length())
        + offer.files().stream().mapToLong(file -> PER_FILE + file.name().length()).sum();
  }

  Stream<ServerMessage.Offer> expiredAt(Instant now) {
    return offers.stream().filter(offer -> !offer.expiresAt().isAfter(now));
  }
}
