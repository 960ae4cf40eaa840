package io.peerrelay.session;

import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.websocket.Message;

/**
 * Something new in a channel, for the devices of one node: its frame is made once for all of them.
 * Never leaves the node.
 */
public record ChannelNews(
    ConversationId channel, ServerMessage message, Message.EncodedText frame) {
  static ChannelNews of(ConversationId channel, ServerMessage message) {
    return new ChannelNews(
        channel, message, new Message.Text(RelayDialect.encode(null, message)).encode());
  }
}
