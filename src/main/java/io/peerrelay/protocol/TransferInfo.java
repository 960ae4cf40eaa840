package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.peerrelay.journal.CborSerializable;
import java.time.Instant;
import java.util.List;

/**
 * An open transfer, as one of its two users sees it.
 *
 * @param files those that were offered or, once accepted, those that were accepted; null where the
 *     list of transfers would be too long with them
 * @param bytes how many are known to have come as far as the relay; the receiver may have fewer
 * @param total of these files
 * @param expiresAt when it ends unless it is answered, or goes on, before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TransferInfo(
    TransferId transfer,
    Username from,
    Username to,
    List<FileInfo> files,
    Status status,
    long bytes,
    long total,
    Instant expiresAt)
    implements CborSerializable {
  /** How far it is. */
  public enum Status {
    /** Waits for its answer. */
    @JsonProperty("offered")
    OFFERED,
    @JsonProperty("running")
    RUNNING,
    /** Accepted; at least one side is missing. */
    @JsonProperty("paused")
    PAUSED
  }

  public TransferInfo {
    Field.required("transfer", transfer);
    Field.required("from", from);
    Field.required("to", to);
    Field.required("status", status);
    Field.required("expiresAt", expiresAt);
    files = files == null ? null : Field.list("files", files, ClientMessage.MOST_FILES);
  }

  /** The same without the pictures of its files. */
  public TransferInfo withoutThumbnails() {
    List<FileInfo> plain =
        files == null ? null : files.stream().map(FileInfo::withoutThumbnail).toList();
    return new TransferInfo(transfer, from, to, plain, status, bytes, total, expiresAt);
  }

  /** The same without its files. */
  public TransferInfo brief() {
    return new TransferInfo(transfer, from, to, null, status, bytes, total, expiresAt);
  }
}
