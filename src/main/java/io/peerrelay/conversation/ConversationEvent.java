package io.peerrelay.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.Attachment;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.OfferNote;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;

/** What happened in a conversation; none of it is ever deleted from the journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = ConversationEvent.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = ConversationEvent.Posted.class, name = "posted"),
  @JsonSubTypes.Type(value = ConversationEvent.Edited.class, name = "edited"),
  @JsonSubTypes.Type(value = ConversationEvent.Deleted.class, name = "deleted"),
  @JsonSubTypes.Type(value = ConversationEvent.Reacted.class, name = "reacted"),
  @JsonSubTypes.Type(value = ConversationEvent.BlockChanged.class, name = "blockChanged"),
  @JsonSubTypes.Type(value = ConversationEvent.ChannelCreated.class, name = "channelCreated"),
  @JsonSubTypes.Type(value = ConversationEvent.ChannelChanged.class, name = "channelChanged"),
  @JsonSubTypes.Type(value = ConversationEvent.MemberJoined.class, name = "memberJoined"),
  @JsonSubTypes.Type(value = ConversationEvent.MemberLeft.class, name = "memberLeft"),
  @JsonSubTypes.Type(value = ConversationEvent.RoleChanged.class, name = "roleChanged"),
  @JsonSubTypes.Type(value = ConversationEvent.Invited.class, name = "invited"),
  @JsonSubTypes.Type(
      value = ConversationEvent.InvitationWithdrawn.class,
      name = "invitationWithdrawn"),
})
sealed interface ConversationEvent extends CborSerializable {
  /** Two users have something to say to each other, or one to oneself. */
  record Opened(Username one, Username other) implements ConversationEvent {}

  /**
   * @param seq the message's number, one more than the one before
   * @param offer where it shows what became of an offer; else null
   * @param hidden true where only its author sees it, who is blocked by the other; else null
   */
  record Posted(
      long seq,
      Username from,
      Instant time,
      String text,
      String clientRef,
      List<Attachment> attachments,
      Long replyTo,
      @JsonInclude(JsonInclude.Include.NON_NULL) OfferNote offer,
      @JsonInclude(JsonInclude.Include.NON_NULL) Boolean hidden)
      implements ConversationEvent {}

  record Edited(long seq, String text, Instant time) implements ConversationEvent {}

  record Deleted(long seq) implements ConversationEvent {}

  /**
   * @param reaction null for none any more
   */
  record Reacted(long seq, Username by, Reaction reaction) implements ConversationEvent {}

  /** One of two users wants to hear nothing of the other, or again. */
  record BlockChanged(Username by, boolean blocked) implements ConversationEvent {}

  /** Happens in channels only. */
  sealed interface OfChannel extends ConversationEvent {}

  /** Whoever creates it is its first owner. What it was before all had left it, is over. */
  record ChannelCreated(Channel channel, Username by, boolean isPrivate, Posting posting)
      implements OfChannel {}

  record ChannelChanged(boolean isPrivate, Posting posting) implements OfChannel {}

  record MemberJoined(Username username, Role role) implements OfChannel {}

  /** By oneself, or removed by an owner. */
  record MemberLeft(Username username) implements OfChannel {}

  record RoleChanged(Username username, Role role) implements OfChannel {}

  record Invited(Username username) implements OfChannel {}

  record InvitationWithdrawn(Username username) implements OfChannel {}
}
