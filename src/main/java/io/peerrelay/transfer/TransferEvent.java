package io.peerrelay.transfer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;

/** What happened to a transfer: the offer, the answer and the end. The bytes are nowhere in it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = TransferEvent.Offered.class, name = "offered"),
  @JsonSubTypes.Type(value = TransferEvent.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = TransferEvent.CheckpointsReached.class, name = "checkpointsReached"),
  @JsonSubTypes.Type(value = TransferEvent.Declined.class, name = "declined"),
  @JsonSubTypes.Type(value = TransferEvent.Expired.class, name = "expired"),
  @JsonSubTypes.Type(value = TransferEvent.Cancelled.class, name = "cancelled"),
  @JsonSubTypes.Type(value = TransferEvent.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = TransferEvent.Completed.class, name = "completed"),
})
sealed interface TransferEvent extends CborSerializable {
  record Offered(Username from, Username to, List<FileInfo> files, String note, Instant expiresAt)
      implements TransferEvent {}

  /**
   * @param files which of the offered files, by their places; null for all
   */
  record Accepted(Instant at, List<Integer> files) implements TransferEvent {}

  /** The relay has read so far; from there it can go on, whatever happens to it. */
  record CheckpointsReached(Instant at, Checkpoints checkpoints) implements TransferEvent {}

  /** After this one nothing more happens. */
  sealed interface End extends TransferEvent {}

  record Declined(String reason) implements End {}

  record Expired() implements End {}

  /**
   * @param by a username, or {@link io.peerrelay.protocol.ServerMessage.Cancelled#RELAY}
   */
  record Cancelled(String by, String reason) implements End {}

  record Failed(Problem problem) implements End {}

  /**
   * @param seconds since it was accepted
   */
  record Completed(long bytes, Sha256 sha256, double seconds) implements End {}
}
