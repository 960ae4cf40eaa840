package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import java.time.Instant;
import java.util.List;

/**
 * What the connection of either side of a transfer is told: {@link Offered} (the sender only), then
 * any number of times {@link Opened}, {@link Progressed}, {@link Paused}; {@link Ended} may come at
 * any point and is the last.
 *
 * <p>Where the message comes of a request of the connection that is told, {@code re} is the id of
 * that request; else null.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = PartyMessage.Offered.class, name = "offered"),
  @JsonSubTypes.Type(value = PartyMessage.Joined.class, name = "joined"),
  @JsonSubTypes.Type(value = PartyMessage.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = PartyMessage.Reachable.class, name = "reachable"),
  @JsonSubTypes.Type(value = PartyMessage.Invited.class, name = "invited"),
  @JsonSubTypes.Type(value = PartyMessage.Misplaced.class, name = "misplaced"),
  @JsonSubTypes.Type(value = PartyMessage.Paused.class, name = "paused"),
  @JsonSubTypes.Type(value = PartyMessage.Progressed.class, name = "progressed"),
  @JsonSubTypes.Type(value = PartyMessage.Reported.class, name = "reported"),
  @JsonSubTypes.Type(value = PartyMessage.Ended.class, name = "ended"),
})
public sealed interface PartyMessage extends CborSerializable {
  TransferId transfer();

  enum Role {
    SENDER,
    RECEIVER
  }

  /** The offer is durable and on its way to the other side. */
  record Offered(TransferId transfer, Instant expiresAt, String re) implements PartyMessage {}

  /**
   * The one that is told is an end of the transfer from now on, until it is told otherwise.
   *
   * @param by the transfer as it is now: where that stops before the end, as when it moves to
   *     another node, the end has to {@link TransferCommand.Rejoin}
   * @param offset how far the receiver says it is; 0 for the sender
   */
  record Joined(TransferId transfer, ActorRef<TransferCommand> by, long offset)
      implements PartyMessage {}

  /**
   * It was accepted, both sides are there: the bytes may flow.
   *
   * @param role which side the one is that is told
   * @param files those that were accepted
   * @param chosen their places in the offer; null for all
   * @param other the connection of the other side
   * @param ticket lets one HTTP request act for this side
   */
  record Opened(
      TransferId transfer,
      Role role,
      Leg leg,
      List<FileInfo> files,
      List<Integer> chosen,
      ActorRef<PartyMessage> other,
      String ticket,
      String re)
      implements PartyMessage {
    /** Where this side goes on. */
    public long offset() {
      return role == Role.SENDER ? leg.senderOffset() : leg.receiverOffset();
    }
  }

  /**
   * Told by the receiver's connection to the sender's, where they are on two nodes: there the bytes
   * of the leg are expected. It may come before {@link Opened} does.
   *
   * @param token lets one connection bring them
   */
  record Reachable(TransferId transfer, String leg, String host, int port, String token)
      implements PartyMessage {
    @Override
    public String toString() {
      return "Reachable[" + transfer + ", " + leg + ", " + host + ":" + port + "]";
    }
  }

  /** It was accepted, and this side's bytes are to go by an HTTP request with this ticket. */
  record Invited(
      TransferId transfer,
      List<FileInfo> files,
      List<Integer> chosen,
      long offset,
      String ticket,
      String re)
      implements PartyMessage {}

  /** The sender wanted to begin elsewhere than {@code offset}, and is no longer this side. */
  record Misplaced(TransferId transfer, long offset) implements PartyMessage {}

  /**
   * The bytes stand still. Answered by {@link TransferCommand.Rest} where a leg was open: by the
   * receiver's side when the receiver has what had come for it.
   *
   * @param leg the one that is over; null if none was open
   * @param missing the side that is not there; null if the one that is told was replaced
   * @param by a username, or {@link ServerMessage.Cancelled#RELAY}
   */
  record Paused(TransferId transfer, String leg, Role missing, String by, String reason, String re)
      implements PartyMessage {}

  /** Told by the receiver's connection to the sender's: bytes that the receiver has taken. */
  record Progressed(TransferId transfer, long bytes) implements PartyMessage {}

  /** Told to who listens beside an HTTP request: how many bytes the receiver has taken. */
  record Reported(TransferId transfer, long bytes, long total) implements PartyMessage {}

  /** It is over; {@code notice} says how, for the client. */
  record Ended(TransferId transfer, ServerMessage notice, String re) implements PartyMessage {}
}
