package io.peerrelay.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;

/** What a session remembers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = SessionEvent.OfferArrived.class, name = "offerArrived"),
  @JsonSubTypes.Type(value = SessionEvent.OfferClosed.class, name = "offerClosed"),
})
sealed interface SessionEvent extends CborSerializable {
  record OfferArrived(ServerMessage.Offer offer) implements SessionEvent {}

  record OfferClosed(TransferId transfer) implements SessionEvent {}
}
