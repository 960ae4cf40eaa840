package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The connections that take part in a transfer now; one that stops is reported as {@link
 * TransferCommand.PartyGone}.
 */
final class Parties {
  private final ActorContext<TransferCommand> context;
  private final Map<PartyMessage.Role, ActorRef<PartyMessage>> present =
      new EnumMap<>(PartyMessage.Role.class);

  Parties(ActorContext<TransferCommand> context) {
    this.context = context;
  }

  void join(PartyMessage.Role role, ActorRef<PartyMessage> party) {
    present.put(role, party);
    context.watchWith(party, new TransferCommand.PartyGone(role));
  }

  boolean hasSender() {
    return present.containsKey(PartyMessage.Role.SENDER);
  }

  void offered(PartyMessage.Offered message) {
    present.get(PartyMessage.Role.SENDER).tell(message);
  }

  /** The receiver first: its side is there when the first byte comes. */
  void open(TransferId transfer, List<FileInfo> files) {
    ActorRef<PartyMessage> sender = present.get(PartyMessage.Role.SENDER);
    ActorRef<PartyMessage> receiver = present.get(PartyMessage.Role.RECEIVER);
    receiver.tell(new PartyMessage.Opened(transfer, PartyMessage.Role.RECEIVER, files, sender));
    sender.tell(new PartyMessage.Opened(transfer, PartyMessage.Role.SENDER, files, receiver));
  }

  /**
   * @param asker whose request ended it, be it one of the two or another device; null for nobody's
   */
  void end(TransferId transfer, ServerMessage notice, ActorRef<PartyMessage> asker) {
    Set<ActorRef<PartyMessage>> told = new HashSet<>(present.values());
    if (asker != null) told.add(asker);
    told.forEach(party -> party.tell(new PartyMessage.Ended(transfer, notice)));
  }
}
