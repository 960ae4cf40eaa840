package io.peerrelay.session;

import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The offers that wait for a user's answer, oldest first: what a session keeps across restarts. */
record OpenOffers(List<ServerMessage.Offer> offers) implements CborSerializable {
  static final OpenOffers NONE = new OpenOffers(List.of());

  OpenOffers {
    offers = List.copyOf(offers);
  }

  OpenOffers with(ServerMessage.Offer offer) {
    return new OpenOffers(Stream.concat(offers.stream(), Stream.of(offer)).toList());
  }

  OpenOffers without(TransferId transfer) {
    return new OpenOffers(
        offers.stream().filter(offer -> !offer.transfer().equals(transfer)).toList());
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

  Stream<ServerMessage.Offer> expiredAt(Instant now) {
    return offers.stream().filter(offer -> !offer.expiresAt().isAfter(now));
  }
}
