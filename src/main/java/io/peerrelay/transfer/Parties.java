package io.peerrelay.transfer;

import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections that take part in a transfer now; one that stops is reported as {@link
 * TransferCommand.PartyGone}.
 */
final class Parties {
  private final ActorContext<TransferCommand> context;
  private final TransferId transfer;

  /** Each as it was at its latest request, which what comes next answers. */
  private final Map<PartyMessage.Role, Asker> present = new EnumMap<>(PartyMessage.Role.class);

  private final Set<PartyMessage.Role> gone = EnumSet.noneOf(PartyMessage.Role.class);

  Parties(ActorContext<TransferCommand> context, TransferId transfer) {
    this.context = context;
    this.transfer = transfer;
  }

  void join(PartyMessage.Role role, Asker asker) {
    present.put(role, asker);
    context.watchWith(asker.party(), new TransferCommand.PartyGone(role));
  }

  void leave(PartyMessage.Role role) {
    gone.add(role);
  }

  /** A side that should take part and does not. */
  Optional<PartyMessage.Role> missing(TransferState.Open open) {
    if (isMissing(PartyMessage.Role.SENDER)) return Optional.of(PartyMessage.Role.SENDER);
    return open.isAccepted() && isMissing(PartyMessage.Role.RECEIVER)
        ? Optional.of(PartyMessage.Role.RECEIVER)
        : Optional.empty();
  }

  private boolean isMissing(PartyMessage.Role role) {
    return !present.containsKey(role) || gone.contains(role);
  }

  /** The request was taken, and its answer is the end of the transfer. */
  void awaitsEnd(PartyMessage.Role role, Asker asker) {
    if (present.replace(role, asker) == null) join(role, asker); // After a restart of the relay.
  }

  void offered(Instant expiresAt) {
    Asker sender = answered(PartyMessage.Role.SENDER);
    sender.party().tell(new PartyMessage.Offered(transfer, expiresAt, sender.re()));
  }

  /** The receiver first: its side is there when the first byte comes. */
  void open(List<FileInfo> files) {
    open(PartyMessage.Role.RECEIVER, PartyMessage.Role.SENDER, files);
    open(PartyMessage.Role.SENDER, PartyMessage.Role.RECEIVER, files);
  }

  private void open(PartyMessage.Role role, PartyMessage.Role other, List<FileInfo> files) {
    Asker asker = answered(role);
    asker
        .party()
        .tell(
            new PartyMessage.Opened(transfer, role, files, present.get(other).party(), asker.re()));
  }

  /**
   * @param last whose request ended it, be it one of the two or another device; null for nobody's
   */
  void end(ServerMessage notice, Asker last) {
    for (Asker asker : present.values())
      if (last == null || !asker.party().equals(last.party())) tellEnd(asker, notice);
    if (last != null) tellEnd(last, notice);
  }

  private void tellEnd(Asker asker, ServerMessage notice) {
    asker.party().tell(new PartyMessage.Ended(transfer, notice, asker.re()));
  }

  /** The one who asked, whose request is answered by what is told now and by nothing later. */
  private Asker answered(PartyMessage.Role role) {
    Asker asker = present.get(role);
    present.put(role, new Asker(asker.user(), null, asker.party(), asker.device()));
    return asker;
  }
}
