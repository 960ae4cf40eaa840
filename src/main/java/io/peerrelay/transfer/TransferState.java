package io.peerrelay.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Duration;
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

  /**
   * @param notice how it ended, for a side that asks later; null where nobody may ask
   */
  record Ended(Username from, Username to, ServerMessage notice) implements TransferState {
    boolean involves(Username user) {
      return user.equals(from) || user.equals(to);
    }
  }

  /**
   * @param acceptedAt null as long as the offer waits for its answer
   * @param chosen which of the offered files were accepted, by their places; null for all
   * @param lastActive when it was last seen to get on
   */
  record Open(
      Username from,
      Username to,
      List<FileInfo> offered,
      String note,
      Instant expiresAt,
      Instant acceptedAt,
      List<Integer> chosen,
      Checkpoints checkpoints,
      Instant lastActive)
      implements TransferState {
    static Open of(TransferEvent.Offered event) {
      return new Open(
          event.from(),
          event.to(),
          event.files(),
          event.note(),
          event.expiresAt(),
          null,
          null,
          Checkpoints.NONE,
          null);
    }

    Open accepted(TransferEvent.Accepted event) {
      return new Open(
          from, to, offered, note, expiresAt, event.at(), event.files(), checkpoints, event.at());
    }

    Open reached(TransferEvent.CheckpointsReached event) {
      return new Open(
          from,
          to,
          offered,
          note,
          expiresAt,
          acceptedAt,
          chosen,
          checkpoints.with(event.checkpoints()),
          event.at());
    }

    @JsonIgnore
    boolean isAccepted() {
      return acceptedAt != null;
    }

    /** The files that travel. */
    List<FileInfo> files() {
      return chosen == null ? offered : chosen.stream().map(offered::get).toList();
    }

    long total() {
      return files().stream().mapToLong(FileInfo::size).sum();
    }

    /** When it ends unless it is answered or gets on. */
    Instant endsAt(Duration lifetime) {
      return isAccepted() ? lastActive.plus(lifetime) : expiresAt;
    }

    Optional<PartyMessage.Role> role(Username user) {
      if (user.equals(from)) return Optional.of(PartyMessage.Role.SENDER);
      return user.equals(to) ? Optional.of(PartyMessage.Role.RECEIVER) : Optional.empty();
    }

    Username user(PartyMessage.Role role) {
      return role == PartyMessage.Role.SENDER ? from : to;
    }

    ServerMessage.Offer offer(TransferId id) {
      return new ServerMessage.Offer(id, from, offered, note, expiresAt);
    }
  }
}
