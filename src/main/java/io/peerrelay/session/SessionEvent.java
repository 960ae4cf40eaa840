package io.peerrelay.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Standing;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Instant;

/** What a session remembers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = SessionEvent.OfferArrived.class, name = "offerArrived"),
  @JsonSubTypes.Type(value = SessionEvent.OfferClosed.class, name = "offerClosed"),
  @JsonSubTypes.Type(value = SessionEvent.TransferOpened.class, name = "transferOpened"),
  @JsonSubTypes.Type(value = SessionEvent.TransferClosed.class, name = "transferClosed"),
  @JsonSubTypes.Type(value = SessionEvent.ConversationEntered.class, name = "conversationEntered"),
  @JsonSubTypes.Type(value = SessionEvent.MessagesRead.class, name = "messagesRead"),
  @JsonSubTypes.Type(value = SessionEvent.ConversationLeft.class, name = "conversationLeft"),
  @JsonSubTypes.Type(value = SessionEvent.ContactSet.class, name = "contactSet"),
  @JsonSubTypes.Type(value = SessionEvent.VisibilitySet.class, name = "visibilitySet"),
  @JsonSubTypes.Type(value = SessionEvent.LastSeen.class, name = "lastSeen"),
})
sealed interface SessionEvent extends CborSerializable {
  record OfferArrived(ServerMessage.Offer offer) implements SessionEvent {}

  record OfferClosed(TransferId transfer) implements SessionEvent {}

  /** The user takes part in it. */
  record TransferOpened(TransferId transfer) implements SessionEvent {}

  record TransferClosed(TransferId transfer) implements SessionEvent {}

  /**
   * The user takes part in it; said again when something new was said there.
   *
   * @param at when something was said in a direct one, to the minute; null for a channel, and in
   *     what was stored before that was kept
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ConversationEntered(ConversationId conversation, Instant at) implements SessionEvent {}

  /** The user has seen all messages up to this one. */
  record MessagesRead(ConversationId conversation, long seq) implements SessionEvent {}

  /** The user takes part in it no longer. */
  record ConversationLeft(ConversationId conversation) implements SessionEvent {}

  /**
   * @param standing null for none any more
   */
  record ContactSet(Username username, Standing standing) implements SessionEvent {}

  /** Whether others see when the user comes and goes. */
  record VisibilitySet(boolean visible, Instant at) implements SessionEvent {}

  /** The user, whom others see, went. */
  record LastSeen(Instant at) implements SessionEvent {}
}
