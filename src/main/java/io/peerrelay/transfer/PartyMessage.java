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
 * What the connection of either side of a transfer is told, in this order: {@link Offered} (the
 * sender only), {@link Opened}, any number of {@link Progressed}, {@link Ended}; the end may come
 * at any point and is the last.
 *
 * <p>Where the message comes of a request of the connection that is told, {@code re} is the id of
 * that request; else null.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = PartyMessage.Offered.class, name = "offered"),
  @JsonSubTypes.Type(value = PartyMessage.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = PartyMessage.Progressed.class, name = "progressed"),
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
   * It was accepted: the bytes may flow.
   *
   * @param role which side the one is that is told
   * @param other the connection of the other side
   */
  record Opened(
      TransferId transfer, Role role, List<FileInfo> files, ActorRef<PartyMessage> other, String re)
      implements PartyMessage {
    public long total() {
      return files.stream().mapToLong(FileInfo::size).sum();
    }
  }

  /** Told by the receiver's connection to the sender's: bytes that the receiver has taken. */
  record Progressed(TransferId transfer, long bytes) implements PartyMessage {}

  /** It is over; {@code notice} says how, for the client. */
  record Ended(TransferId transfer, ServerMessage notice, String re) implements PartyMessage {}
}
