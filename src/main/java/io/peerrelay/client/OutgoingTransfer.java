package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Files offered to another user. They are sent as soon as they are accepted, by a thread of the
 * transfer's own, as fast as the relay grants credit.
 */
public final class OutgoingTransfer extends Transfer {
  private static final int LARGEST_CHUNK = 256 * 1024;

  private final List<OfferedFile> sources;
  private final SendCredit credit = new SendCredit();
  private final CompletableFuture<Void> accepted = new CompletableFuture<>();

  OutgoingTransfer(
      RelayConnection connection, ServerMessage.Offered offered, List<OfferedFile> sources) {
    super(connection, offered.transfer(), sources.stream().map(OfferedFile::info).toList());
    this.sources = List.copyOf(sources);
    ended.whenComplete(
        (completed, failure) -> {
          credit.close();
          if (failure != null) accepted.completeExceptionally(failure);
        });
  }

  /** Completed when the other side has accepted; fails if the transfer ends before that. */
  public CompletableFuture<Void> accepted() {
    return accepted;
  }

  @Override
  public CompletableFuture<ServerMessage.Completed> completed() {
    return ended;
  }

  @Override
  void onAccepted(ServerMessage.Accepted message) {
    if (accepted.isDone()) return;
    connection.transfers().open(message.stream(), this);
    credit.open(message.credit());
    accepted.complete(null);
    Threads.start("relay-send-" + id(), () -> send(message.stream()));
  }

  @Override
  void onCredit(long bytes) {
    credit.grant(bytes);
  }

  private void send(long stream) {
    try (FileSequence bytes = new FileSequence(sources)) {
      MessageDigest digest = Digests.sha256();
      if (stream(stream, bytes, digest))
        tell(new ClientMessage.Finish(id(), Sha256.of(digest.digest())));
    } catch (FileSequence.Unreadable e) {
      cancel("The sender could not read a file.", unreadable(e));
    } catch (IOException e) {
      connection.broken(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel("The sender was interrupted.");
    }
  }

  /** Whether all bytes were sent. */
  private boolean stream(long stream, FileSequence bytes, MessageDigest digest)
      throws IOException, InterruptedException {
    int chunk = (int) Math.min(LARGEST_CHUNK, connection.largestChunk());
    byte[] buffer = new byte[FrameWriter.HEADROOM + (int) Math.min(chunk, size())];
    for (long sent = 0; sent < size(); ) {
      int count = credit.take((int) Math.min(chunk, size() - sent));
      if (count == 0) return false;
      bytes.readFully(buffer, FrameWriter.HEADROOM, count);
      digest.update(buffer, FrameWriter.HEADROOM, count);
      connection.chunk(stream, buffer, count);
      sent += count;
      progress(sent);
    }
    return true;
  }

  private static RelayException unreadable(FileSequence.Unreadable e) {
    return new RelayException(e.getMessage(), "Check the file, then send it again.", true, e);
  }
}
