package io.peerrelay.client;

import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.PeopleMessage;

/**
 * Hears what happens in the user's conversations, on whatever device it was done. Called by the
 * thread of the {@link RelayListener}, with the same freedom to block and to ask.
 *
 * <p>Of each conversation every message comes once and in order, over any number of reconnects.
 * Other news may be about a message that has not come yet, and those of a time without a connection
 * do not come at all: {@link Chat#history} has messages as they are now.
 */
public interface ChatListener {
  /** A message, be it new or missed, of the user's own too. Numbers grow, and may leave gaps. */
  default void onMessage(ConversationMessage.Message message) {}

  default void onEdited(ConversationMessage.Edited edited) {}

  default void onDeleted(ConversationMessage.Deleted deleted) {}

  /** The user's own messages up to a number have come to somebody, or were read. */
  default void onReceipt(ConversationMessage.Receipt receipt) {}

  default void onReaction(ConversationMessage.Reaction reaction) {}

  default void onTyping(ConversationMessage.Typing typing) {}

  default void onMembership(ChannelMessage.Membership membership) {}

  default void onChannelChanged(ChannelMessage.ChannelChanged changed) {}

  /** Of those that {@link People#presence} names: how it is, and each change. */
  default void onPresence(PeopleMessage.Presence presence) {}

  /** All messages that were missed have come: once after the login and after each reconnect. */
  default void onCaughtUp() {}
}
