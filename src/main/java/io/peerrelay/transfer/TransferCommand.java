package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.UserSession;
import java.util.List;

/** What a {@link Transfer} may be asked and told. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = TransferCommand.Offer.class, name = "offer"),
  @JsonSubTypes.Type(value = TransferCommand.Accept.class, name = "accept"),
  @JsonSubTypes.Type(value = TransferCommand.Decline.class, name = "decline"),
  @JsonSubTypes.Type(value = TransferCommand.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = TransferCommand.Finish.class, name = "finish"),
  @JsonSubTypes.Type(value = TransferCommand.ConfirmReceipt.class, name = "confirmReceipt"),
  @JsonSubTypes.Type(value = TransferCommand.Fail.class, name = "fail"),
})
public sealed interface TransferCommand extends CborSerializable {
  /** Asks about a transfer that exists: answered by {@link Taken} or {@link Refused}. */
  sealed interface Request extends TransferCommand {
    Username by();

    ActorRef<TransferReply> replyTo();
  }

  record Offer(
      Username by,
      Username to,
      List<FileInfo> files,
      String note,
      ActorRef<PartyMessage> sender,
      ActorRef<TransferReply> replyTo)
      implements Request {}

  /**
   * @param device the one that accepts, as the session knows it: the others' offers are withdrawn
   */
  record Accept(
      Username by,
      ActorRef<PartyMessage> receiver,
      ActorRef<DeviceMessage> device,
      ActorRef<TransferReply> replyTo)
      implements Request {}

  record Decline(
      Username by,
      String reason,
      ActorRef<PartyMessage> asker,
      ActorRef<DeviceMessage> device,
      ActorRef<TransferReply> replyTo)
      implements Request {}

  record Cancel(
      Username by,
      String reason,
      ActorRef<PartyMessage> asker,
      ActorRef<DeviceMessage> device,
      ActorRef<TransferReply> replyTo)
      implements Request {}

  /**
   * The sender has sent everything.
   *
   * @param claimed the sender's digest
   * @param seen the digest of what passed through this relay; null as long as bytes are missing
   */
  record Finish(Username by, Sha256 claimed, Sha256 seen, ActorRef<TransferReply> replyTo)
      implements Request {}

  /**
   * The receiver says it has received everything.
   *
   * @param digest the receiver's own
   * @param complete whether this relay has passed all bytes on to it
   */
  record ConfirmReceipt(
      Username by, Sha256 digest, boolean complete, ActorRef<TransferReply> replyTo)
      implements Request {}

  /** The sender broke the rules of the byte path. */
  record Fail(Problem problem) implements TransferCommand {}

  record PresenceKnown(Offer offer, UserSession.Presence presence) implements TransferCommand {}

  record OfferPassedOn(UserSession.Presence shown) implements TransferCommand {}

  record PartyGone(PartyMessage.Role role) implements TransferCommand {}

  record Expire() implements TransferCommand {}

  record Stop() implements TransferCommand {}
}
