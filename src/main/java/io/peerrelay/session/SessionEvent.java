package io.peerrelay.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;

/** What a session remembers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = SessionEvent.OfferArrived.class, name = "offerArrived"),
  @JsonSubTypes.Type(value = SessionEvent.OfferClosed.class, name = "offerClosed"),
  @JsonSubTypes.Type(value = SessionEvent.TransferOpened.class, name = "transferOpened"),
  @JsonSubTypes.Type(value = SessionEvent.TransferClosed.class, name = "transferClosed"),
  @JsonSubTypes.Type(value = SessionEvent.ConversationEntered.class, name = "conversationEntered"),
  @JsonSubTypes.Type(value = SessionEvent.MessagesRead.class, name = "messagesRead"),
})
sealed interface SessionEvent extends CborSerializable {
  record OfferArrived(ServerMessage.Offer offer) implements SessionEvent {}

  record OfferClosed(TransferId transfer) implements SessionEvent {}

  /** The user takes part in it. */
  record TransferOpened(TransferId transfer) implements SessionEvent {}

  record TransferClosed(TransferId transfer) implements SessionEvent {}

  /** The user takes part in it. */
  record ConversationEntered(ConversationId conversation) implements SessionEvent {}

  /** The user has seen all messages up to this one. */
  record MessagesRead(ConversationId conversation, long seq) implements SessionEvent {}
}
