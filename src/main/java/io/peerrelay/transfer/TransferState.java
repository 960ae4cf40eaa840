package io.peerrelay.transfer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Unknown, open (offered, then accepted), ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = TransferState.Unknown.class, name = "unknown"),
  @JsonSubTypes.Type(value = TransferState.Open.class, name = "open"),
  @JsonSubTypes.Type(value = TransferState.Ended.class, name = "ended"),
})
sealed interface TransferState extends CborSerializable {
  record Unknown() implements TransferState {}

  record Ended() implements TransferState {}

  /**
   * @param acceptedAt null as long as the offer waits for its answer
   */
  record Open(
      Username from,
      Username to,
      List<FileInfo> files,
      String note,
      Instant expiresAt,
      Instant acceptedAt)
      implements TransferState {
    static Open of(TransferEvent.Offered event) {
      return new Open(
          event.from(), event.to(), event.files(), event.note(), event.expiresAt(), null);
    }

    Open accepted(Instant at) {
      return new Open(from, to, files, note, expiresAt, at);
    }

    boolean isAccepted() {
      return acceptedAt != null;
    }

    long total() {
      return files.stream().mapToLong(FileInfo::size).sum();
    }

    Optional<PartyMessage.Role> role(Username user) {
      if (user.equals(from)) return Optional.of(PartyMessage.Role.SENDER);
      return user.equals(to) ? Optional.of(PartyMessage.Role.RECEIVER) : Optional.empty();
    }

    ServerMessage.Offer offer(TransferId id) {
      return new ServerMessage.Offer(id, from, files, note, expiresAt);
    }
  }
}
