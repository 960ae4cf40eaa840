package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * One or more files on their way between two users, seen from one side; it outlives connections.
 * Futures are completed by the thread that reads the connection: what is attached to them must not
 * block.
 */
public abstract sealed class Transfer permits OutgoingTransfer, IncomingTransfer, LinkedTransfer {
  final Line line;

  /** How it ended for the relay and this side. */
  final CompletableFuture<ServerMessage.Completed> ended = new CompletableFuture<>();

  private final TransferId id;
  private volatile List<FileInfo> files;
  private volatile long size;
  private volatile LongConsumer onProgress = bytes -> {};
  private volatile boolean begun;

  Transfer(Line line, TransferId id, List<FileInfo> files) {
    this.line = line;
    this.id = id;
    setFiles(files);
  }

  public TransferId id() {
    return id;
  }

  /** Those that were offered; once accepted, those that were accepted. */
  public List<FileInfo> files() {
    return files;
  }

  /** The bytes of all these files together. */
  public long size() {
    return size;
  }

  /**
   * Completed when both digests agreed; else failed, with a {@link TransferEndedException} where a
   * side or the relay ended it, a {@link ConnectionLostException} where the connection broke and
   * was not to be opened again.
   */
  public abstract CompletableFuture<ServerMessage.Completed> completed();

  /**
   * Reports how many bytes of the transfer have passed this side, from the thread that moves them:
   * it must be quick about it. The number may go back where bytes have to be sent again.
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
    return line.say(new ClientMessage.Cancel(id, reason));
  }

  final void setFiles(List<FileInfo> accepted) {
    files = List.copyOf(accepted);
    size = files.stream().mapToLong(FileInfo::size).sum();
  }

  final void progress(long bytes) {
    onProgress.accept(bytes);
  }

  // What the line does with it.

  /** Asks the relay to go on, on the connection that is there now. */
  void resume() {
    if (ended.isDone()) return;
    line.request(resumption(), ServerMessage.class)
        .exceptionally(
            refusal -> {
              if (refusal instanceof RelayException e) onResumeRefused(e);
              return null;
            });
  }

  abstract ClientMessage resumption();

  void onResumeRefused(RelayException refusal) {
    if (refusal instanceof ConnectionLostException) return; // The next connection resumes it.
    if (refusal.retryable()) line.inAMoment(this::resume);
    else fail(refusal);
  }

  final void onAccepted(RelayConnection from, ServerMessage.Accepted message) {
    if (ended.isDone()) return;
    stop();
    // Before the bytes flow, so that the listener hears of it before it can hear of the end.
    if (begun) line.tellListener(() -> line.listener().onGoingOn(this));
    begun = true;
    start(from, message);
  }

  void onPaused(ServerMessage.Paused message) {
    stop();
    line.tellListener(() -> line.listener().onPaused(this, message));
  }

  final void onDisconnected() {
    stop();
  }

  /** Bytes may flow from here on. */
  abstract void start(RelayConnection connection, ServerMessage.Accepted accepted);

  /** No more bytes on the stream that was open, if any. */
  abstract void stop();

  final void complete(ServerMessage.Completed message) {
    line.transfers().remove(this);
    ended.complete(message);
  }

  /** Whether this was what ended it. */
  final boolean fail(RelayException reason) {
    line.transfers().remove(this);
    return ended.completeExceptionally(reason);
  }

  /**
   * Sends this side's claim that all is there; the transfer fails if the relay refuses it for good.
   *
   * @param current whether the bytes still flow as they did when it was sent: else it has to be
   *     said again anyway
   */
  final void claim(
      RelayConnection connection, ClientMessage.AboutTransfer message, BooleanSupplier current) {
    connection
        .request(message, ServerMessage.class)
        .exceptionally(
            failure -> {
              if (!(failure instanceof RelayException refusal) || refusal.code().isEmpty())
                return null; // Not answered: it is by the end, which may take long.
              boolean early = refusal.code().get() == ErrorCode.INCOMPLETE;
              if (!early && !refusal.retryable()) fail(refusal);
              else if (current.getAsBoolean())
                line.inAMoment(() -> claimAgain(connection, message, current));
              return null;
            });
  }

  private void claimAgain(
      RelayConnection connection, ClientMessage.AboutTransfer message, BooleanSupplier current) {
    if (current.getAsBoolean() && !ended.isDone()) claim(connection, message, current);
  }
}
