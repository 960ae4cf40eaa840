package io.peerrelay.web;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.transfer.Asker;
import io.peerrelay.transfer.PartyMessage;
import io.peerrelay.transfer.Transfer;
import io.peerrelay.transfer.TransferCommand;
import io.peerrelay.transfer.TransferReply;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What an {@link HttpParty} asks of its transfer. */
final class PartyRequests {
  private final ActorContext<HttpParty.Command> context;
  private final TransferId transfer;
  private final Asker asker;
  private final Duration timeout;

  PartyRequests(
      ActorContext<HttpParty.Command> context, TransferId transfer, Asker asker, Duration timeout) {
    this.context = context;
    this.transfer = transfer;
    this.asker = asker;
    this.timeout = timeout;
  }

  /**
   * @param answered makes of the reply what the party hears; of null where there was none in time
   */
  void ask(
      BiFunction<Asker, ActorRef<TransferReply>, TransferCommand> request,
      Function<TransferReply, HttpParty.Command> answered) {
    context.pipeToSelf(
        entity().<TransferReply>ask(replyTo -> request.apply(asker, replyTo), timeout),
        (reply, failure) -> answered.apply(reply));
  }

  void finish(Sha256 digest) {
    ask(
        (by, replyTo) -> new TransferCommand.Finish(by, digest, digest, replyTo),
        HttpParty.Replied::new);
  }

  void confirm(Sha256 digest) {
    ask(
        (by, replyTo) -> new TransferCommand.ConfirmReceipt(by, digest, true, replyTo),
        HttpParty.Replied::new);
  }

  /** For the user's other connections. */
  void report(String leg, PartyMessage.Role role, long bytes) {
    entity().tell(new TransferCommand.Report(leg, role, bytes));
  }

  private EntityRef<TransferCommand> entity() {
    return Transfer.of(context.getSystem(), transfer);
  }
}
