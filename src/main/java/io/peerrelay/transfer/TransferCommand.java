package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.Via;
import io.peerrelay.session.SessionCommand;
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
  @JsonSubTypes.Type(value = TransferCommand.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = TransferCommand.Rejoin.class, name = "rejoin"),
  @JsonSubTypes.Type(value = TransferCommand.Describe.class, name = "describe"),
  @JsonSubTypes.Type(value = TransferCommand.Redeem.class, name = "redeem"),
  @JsonSubTypes.Type(value = TransferCommand.Break.class, name = "break"),
  @JsonSubTypes.Type(value = TransferCommand.GiveUpWaiting.class, name = "giveUpWaiting"),
  @JsonSubTypes.Type(value = TransferCommand.MarkCheckpoint.class, name = "markCheckpoint"),
  @JsonSubTypes.Type(value = TransferCommand.Rest.class, name = "rest"),
  @JsonSubTypes.Type(value = TransferCommand.Report.class, name = "report"),
})
public sealed interface TransferCommand extends CborSerializable {
  /**
   * Answered by {@link TransferReply}; what comes of it is told to the asker's connection, see
   * {@link PartyMessage}.
   */
  sealed interface Request extends TransferCommand {
    Asker asker();

    ActorRef<TransferReply> replyTo();
  }

  record Offer(
      Asker asker, Username to, List<FileInfo> files, String note, ActorRef<TransferReply> replyTo)
      implements Request {}

  /**
   * The asker's connection is the one that receives; the other devices' offers are withdrawn.
   *
   * @param offset bytes of the accepted files that the receiver has already
   * @param files which, by their places in the offer; null for all
   */
  record Accept(
      Asker asker, long offset, List<Integer> files, Via via, ActorRef<TransferReply> replyTo)
      implements Request {}

  /**
   * The asker's connection takes over its side of an accepted transfer.
   *
   * @param offset from the receiver: what it has already; of no meaning from the sender
   * @param begin from the sender: where it is going to begin, be it asked to or not; null for
   *     wherever it is asked to
   * @param via {@code SOCKET} if the asker moves the bytes itself; {@code HTTP} if a request of the
   *     same user is going to, for which the asker wants a ticket
   */
  record Resume(Asker asker, long offset, Long begin, Via via, ActorRef<TransferReply> replyTo)
      implements Request {}

  record Decline(Asker asker, String reason, ActorRef<TransferReply> replyTo) implements Request {}

  record Cancel(Asker asker, String reason, ActorRef<TransferReply> replyTo) implements Request {}

  /**
   * The sender has sent everything.
   *
   * @param claimed the sender's digest
   * @param seen the digest of what passed through this relay; null as long as bytes are missing
   */
  record Finish(Asker asker, Sha256 claimed, Sha256 seen, ActorRef<TransferReply> replyTo)
      implements Request {}

  /**
   * The receiver says it has received everything.
   *
   * @param digest the receiver's own
   * @param complete whether this relay has passed all bytes on to it
   */
  record ConfirmReceipt(
      Asker asker, Sha256 digest, boolean complete, ActorRef<TransferReply> replyTo)
      implements Request {}

  /**
   * The asker's connection was an end of the transfer, at rest now, and the transfer may not know
   * it any more. After the end it is answered by {@link TransferReply.Over}.
   *
   * @param offset bytes that the receiver has; of no meaning from the sender
   * @param checkpoints of the leg that it had last
   */
  record Rejoin(Asker asker, long offset, Checkpoints checkpoints, ActorRef<TransferReply> replyTo)
      implements Request {}

  /** Answered by {@link TransferReply.Described}. */
  record Describe(Username user, ActorRef<TransferReply> replyTo) implements TransferCommand {}

  /**
   * Asks whose ticket it is; answered by {@link TransferReply.Redeemed}.
   *
   * @param useUp whether it is good no longer after this
   */
  record Redeem(String ticket, boolean useUp, ActorRef<TransferReply> replyTo)
      implements TransferCommand {}

  /** Told by a connection that moves the bytes of a leg. */
  sealed interface AboutLeg extends TransferCommand {
    String leg();
  }

  /** The sender broke the rules of the byte path. */
  record Fail(String leg, Problem problem) implements AboutLeg {}

  /** The sender could send and does not. */
  record GiveUpWaiting(String leg) implements AboutLeg {}

  /** The link between the nodes of the two sides ended before the last byte. */
  record Break(String leg) implements AboutLeg {}

  /** The relay has read so far. */
  record MarkCheckpoint(String leg, Checkpoint checkpoint) implements AboutLeg {}

  /**
   * The connection has come to rest after {@link PartyMessage.Paused}, or is about to stop.
   *
   * @param receiverOffset how far the receiver is, where this is told by its side
   */
  record Rest(
      String leg, ActorRef<PartyMessage> party, long receiverOffset, Checkpoints checkpoints)
      implements AboutLeg {}

  /**
   * Told by an HTTP request, for the other connections of the same user.
   *
   * @param role which side the request is
   * @param bytes that the receiver has taken
   */
  record Report(String leg, PartyMessage.Role role, long bytes) implements AboutLeg {}

  /** What a transfer tells itself, or its shard tells it: never leaves its node. */
  sealed interface Local extends TransferCommand {}

  /**
   * @param presence null if the session did not say in time
   */
  record PresenceKnown(Offer offer, SessionCommand.Presence presence) implements Local {}

  /**
   * @param shown null if the session did not say in time
   */
  record OfferPassedOn(SessionCommand.Presence shown) implements Local {}

  record PartyGone(ActorRef<PartyMessage> party) implements Local {}

  /** After a failed write both sides may be there, and nobody has noticed. */
  record LookAgain() implements Local {}

  record Expire() implements Local {}

  record Stop() implements Local {}
}
