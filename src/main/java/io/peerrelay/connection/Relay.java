package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import io.peerrelay.account.Accounts;
import io.peerrelay.conversation.Archive;
import io.peerrelay.procedure.Procedures;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.session.Fanout;
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
    Procedures procedures,
    ActorRef<Fanout.Command> fanout,
    UserRates rates,
    SocketSettings socket,
    TransferSettings transfer,
    ConversationSettings conversation) {

  public Relay(
      String node,
      Accounts accounts,
      Legs legs,
      Archive archive,
      Procedures procedures,
      ActorRef<Fanout.Command> fanout,
      SocketSettings socket,
      TransferSettings transfer,
      ConversationSettings conversation) {
    this(
        node,
        accounts,
        legs,
        archive,
        procedures,
        fanout,
        new UserRates(conversation.messageRate()),
        socket,
        transfer,
        conversation);
  }

  ServerMessage.Limits limits() {
    return new ServerMessage.Limits(
        socket.largestText(),
        socket.largestBinaryFrame(),
        transfer.largestFile(),
        transfer.window().first(),
        socket.messageRate());
  }
}
