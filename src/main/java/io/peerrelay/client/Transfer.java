package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * One or more files on their way between two users, seen from one side. Futures are completed by
 * the thread that reads the connection: what is attached to them must not block.
 */
public abstract sealed class Transfer permits OutgoingTransfer, IncomingTransfer {
  final RelayConnection connection;
  private final TransferId id;
  private final List<FileInfo> files;
  private final long size;

  /** How it ended for the relay and this side. */
  final CompletableFuture<ServerMessage.Completed> ended = new CompletableFuture<>();

  private volatile LongConsumer onProgress = bytes -> {};

  Transfer(RelayConnection connection, TransferId id, List<FileInfo> files) {
    this.connection = connection;
    this.id = id;
    this.files = List.copyOf(files);
    size = files.stream().mapToLong(FileInfo::size).sum();
  }

  public TransferId id() {
    return id;
  }

  public List<FileInfo> files() {
    return files;
  }

  /** The bytes of all its files together. */
  public long size() {
    return size;
  }

  /**
   * Completed when both digests agreed; else failed, with a {@link TransferEndedException} where a
   * side or the relay ended it, a {@link ConnectionLostException} where the connection broke.
   */
  public abstract CompletableFuture<ServerMessage.Completed> completed();

  /**
   * Reports how many bytes of the transfer have passed this side, from the thread that moves them:
   * it must be quick about it.
   */
  public void onProgress(LongConsumer listener) {
    onProgress = listener;
  }

  /**
   * Ends the transfer and tells the other side; does nothing if it has ended already.
   *
   * @param reason for the other side to read, at most 200 characters; may be null
   */
  public void cancel(String reason) {
    cancel(reason, TransferEndedException.cancelledHere(reason));
  }

  /** Completed when the relay has heard of it. */
  final CompletableFuture<?> cancel(String reason, RelayException cause) {
    if (!fail(cause)) return CompletableFuture.completedFuture(null);
    return connection.request(new ClientMessage.Cancel(id, reason), ServerMessage.class);
  }

  final void progress(long bytes) {
    onProgress.accept(bytes);
  }

  /** Sends a message about this transfer; it fails if the relay refuses the message. */
  final void tell(ClientMessage.AboutTransfer message) {
    connection
        .request(message, ServerMessage.class)
        .exceptionally(
            refusal -> {
              if (refusal instanceof RelayException e && e.code().isPresent()) fail(e);
              return null;
            });
  }

  /** Bytes may flow from here on. */
  abstract void onAccepted(ServerMessage.Accepted accepted);

  void onCredit(long bytes) {}

  final void complete(ServerMessage.Completed message) {
    connection.transfers().remove(this);
    ended.complete(message);
  }

  /** Whether this was what ended it. */
  final boolean fail(RelayException reason) {
    connection.transfers().remove(this);
    return ended.completeExceptionally(reason);
  }
}
