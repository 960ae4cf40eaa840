package io.peerrelay.conversation;

import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Username;

/**
 * A message as the journal has it now.
 *
 * @param hidden whether only its author sees it
 */
record StoredMessage(ConversationMessage.Message message, boolean hidden) {
  boolean isHiddenFrom(Username user) {
    return hidden && !message.from().equals(user);
  }
}
