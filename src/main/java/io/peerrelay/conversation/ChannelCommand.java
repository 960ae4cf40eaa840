package io.peerrelay.conversation;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.Username;

/** What a {@link Conversation} that is a channel, or may become one, may be asked. */
public sealed interface ChannelCommand extends ConversationCommand.Request {
  /** Answered by {@link ConversationReply.Joined}. */
  record Create(
      Channel channel,
      Username by,
      boolean isPrivate,
      Posting posting,
      ActorRef<ConversationReply> replyTo)
      implements ChannelCommand {}

  /**
   * @param isPrivate null to leave it as it is
   * @param posting null to leave it as it is
   */
  record Configure(
      Username by, Boolean isPrivate, Posting posting, ActorRef<ConversationReply> replyTo)
      implements ChannelCommand {}

  /** Answered by {@link ConversationReply.Joined}, also if the user is a member already. */
  record Join(Username by, ActorRef<ConversationReply> replyTo) implements ChannelCommand {}

  record Leave(Username by, ActorRef<ConversationReply> replyTo) implements ChannelCommand {}

  /**
   * @param username who is known to exist
   */
  record Invite(Username by, Username username, ActorRef<ConversationReply> replyTo)
      implements ChannelCommand {}

  record Remove(Username by, Username username, ActorRef<ConversationReply> replyTo)
      implements ChannelCommand {}

  record SetRole(Username by, Username username, Role role, ActorRef<ConversationReply> replyTo)
      implements ChannelCommand {}

  /** Answered by {@link ConversationReply.Described}. */
  record Describe(Username by, ActorRef<ConversationReply> replyTo) implements ChannelCommand {}

  /**
   * Answered by {@link ConversationReply.Listed}.
   *
   * @param after null for the first ones
   */
  record ListMembers(Username by, Username after, int limit, ActorRef<ConversationReply> replyTo)
      implements ChannelCommand {}
}
