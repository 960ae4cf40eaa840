package io.peerrelay.conversation;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.Attachment;
import io.peerrelay.protocol.OfferNote;
import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.ReceiptStatus;
import io.peerrelay.protocol.Username;
import java.util.List;

/** What a {@link Conversation} may be asked and told. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = ConversationCommand.Post.class, name = "post"),
  @JsonSubTypes.Type(value = ConversationCommand.PostAll.class, name = "postAll"),
  @JsonSubTypes.Type(value = ConversationCommand.Edit.class, name = "edit"),
  @JsonSubTypes.Type(value = ConversationCommand.Delete.class, name = "delete"),
  @JsonSubTypes.Type(value = ConversationCommand.React.class, name = "react"),
  @JsonSubTypes.Type(value = ConversationCommand.MarkSeen.class, name = "markSeen"),
  @JsonSubTypes.Type(value = ConversationCommand.Look.class, name = "look"),
  @JsonSubTypes.Type(value = ConversationCommand.Glance.class, name = "glance"),
  @JsonSubTypes.Type(value = ConversationCommand.ShowTyping.class, name = "showTyping"),
  @JsonSubTypes.Type(value = ConversationCommand.SetBlocked.class, name = "setBlocked"),
  @JsonSubTypes.Type(value = ConversationCommand.PostOffer.class, name = "postOffer"),
  @JsonSubTypes.Type(value = ChannelCommand.Create.class, name = "create"),
  @JsonSubTypes.Type(value = ChannelCommand.Configure.class, name = "configure"),
  @JsonSubTypes.Type(value = ChannelCommand.Join.class, name = "join"),
  @JsonSubTypes.Type(value = ChannelCommand.Leave.class, name = "leave"),
  @JsonSubTypes.Type(value = ChannelCommand.Invite.class, name = "invite"),
  @JsonSubTypes.Type(value = ChannelCommand.Remove.class, name = "remove"),
  @JsonSubTypes.Type(value = ChannelCommand.SetRole.class, name = "setRole"),
  @JsonSubTypes.Type(value = ChannelCommand.Describe.class, name = "describe"),
  @JsonSubTypes.Type(value = ChannelCommand.ListMembers.class, name = "listMembers"),
})
public sealed interface ConversationCommand extends CborSerializable {
  /** Answered by {@link ConversationReply}. */
  sealed interface Request extends ConversationCommand
      permits ChannelCommand, Edit, Delete, React, MarkSeen, Look, Glance, SetBlocked {
    Username by();

    ActorRef<ConversationReply> replyTo();
  }

  /**
   * Answered by {@link ConversationReply.Stored}.
   *
   * @param opensWith the other user, who is known to exist, where a conversation that is not there
   *     yet is to begin; null: then it is refused
   * @param clientRef the sender's name for it; may be null
   */
  record Post(
      Username by,
      Username opensWith,
      String text,
      String clientRef,
      List<Attachment> attachments,
      Long replyTo,
      ActorRef<ConversationReply> sender)
      implements ConversationCommand {}

  /**
   * Several messages of one author into a channel, in this order: all are stored at once. Answered
   * by {@link ConversationReply.Done}, also for those that were stored before.
   */
  record PostAll(Username by, List<Draft> drafts, ActorRef<ConversationReply> sender)
      implements ConversationCommand {
    public PostAll {
      drafts = List.copyOf(drafts);
    }
  }

  /**
   * A message that is not stored yet.
   *
   * @param clientRef as of {@link Post}
   */
  record Draft(String text, String clientRef) {}

  record Edit(Username by, long seq, String text, ActorRef<ConversationReply> replyTo)
      implements Request {}

  record Delete(Username by, long seq, ActorRef<ConversationReply> replyTo) implements Request {}

  /**
   * @param reaction null for none any more
   */
  record React(Username by, long seq, Reaction reaction, ActorRef<ConversationReply> replyTo)
      implements Request {}

  /** The user has all messages up to this one. */
  record MarkSeen(Username by, long seq, ReceiptStatus status, ActorRef<ConversationReply> replyTo)
      implements Request {}

  /**
   * Asks where messages are; answered by {@link ConversationReply.Found}.
   *
   * @param after only later ones, from the first of them on; null: the last ones
   * @param before only earlier ones; null for all
   * @param limit how many at most
   */
  record Look(Username by, Long after, Long before, int limit, ActorRef<ConversationReply> replyTo)
      implements Request {}

  /**
   * Asks what a list of conversations says of this one; answered by {@link
   * ConversationReply.Glanced}.
   *
   * @param read number of the last message that the user has read
   * @param most how many of the newest messages count
   */
  record Glance(Username by, long read, int most, ActorRef<ConversationReply> replyTo)
      implements Request {}

  record ShowTyping(Username by) implements ConversationCommand {}

  /** Whether the one of two users wants to hear nothing of the other. */
  record SetBlocked(Username by, boolean blocked, ActorRef<ConversationReply> replyTo)
      implements Request {}

  /** Shows what became of an offer; each of its states once. */
  record PostOffer(Username by, Username other, OfferNote offer) implements ConversationCommand {}

  /**
   * A message that a change is about was read.
   *
   * @param stored null where it could not be read
   */
  record Read(Request change, StoredMessage stored) implements ConversationCommand {}

  /** What came while something else was being stored has been looked at. */
  record StoreWaiting() implements ConversationCommand {}

  /** Nothing has happened for a while. */
  record CheckIdle() implements ConversationCommand {}

  record Stop() implements ConversationCommand {}
}
