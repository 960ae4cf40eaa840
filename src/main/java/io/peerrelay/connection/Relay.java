package io.peerrelay.connection;

import io.peerrelay.account.Accounts;
import io.peerrelay.conversation.Archive;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.settings.ConversationSettings;
import io.peerrelay.settings.SocketSettings;
import io.peerrelay.settings.TransferSettings;
import io.peerrelay.transfer.Legs;

/**
 * What the connections of a node share.
 *
 * @param node the name of this node, for clients to show
 */
public record Relay(
    String node,
    Accounts accounts,
    Legs legs,
    Archive archive,
    SocketSettings socket,
    TransferSettings transfer,
    ConversationSettings conversation) {

  ServerMessage.Limits limits() {
    return new ServerMessage.Limits(
        socket.largestText(),
        socket.largestBinaryFrame(),
        transfer.largestFile(),
        transfer.window().first(),
        socket.messageRate());
  }
}
