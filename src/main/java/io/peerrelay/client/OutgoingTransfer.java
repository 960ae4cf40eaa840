package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Files offered to another user. They are sent as soon as they are accepted, by a thread of the
 * transfer's own, as fast as the relay grants credit; after each break from where the relay says.
 *
 * <pre>
 *   connection's thread                  the transfer's thread
 *   accepted -> | newest stream | -> read -> digest what is new -> chunks … -> finish
 *   paused, lost: stream closed          and waits for the next stream, or the end
 * </pre>
 */
public final class OutgoingTransfer extends Transfer {
  private static final int LARGEST_CHUNK = 256 * 1024;

  private final List<OfferedFile> offered;
  private final CompletableFuture<Void> accepted = new CompletableFuture<>();
  private final SentDigest digest = new SentDigest();
  private volatile List<OfferedFile> sources;

  /** The newest, open or closed; null before the first. */
  private OutgoingStream stream;

  private boolean sending;
  private volatile boolean idle;

  OutgoingTransfer(Line line, TransferId id, List<OfferedFile> offered) {
    super(line, id, offered.stream().map(OfferedFile::info).toList());
    this.offered = List.copyOf(offered);
    sources = this.offered;
    ended.whenComplete(
        (completed, failure) -> {
          stop();
          if (failure == null) accepted.complete(null);
          else accepted.completeExceptionally(failure);
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
  void resume() {
    if (!isChanged()) super.resume();
  }

  @Override
  ClientMessage resumption() {
    return new ClientMessage.Resume(id(), null, null, null);
  }

  @Override
  synchronized void start(RelayConnection connection, ServerMessage.Accepted message) {
    if (!accepted.isDone()) {
      sources = OfferedFile.chosen(offered, message.indexes());
      setFiles(sources.stream().map(OfferedFile::info).toList());
    }
    if (message.offset() < 0 || message.offset() > size()) {
      cancel("The relay asks for bytes past the end.");
      return;
    }
    stream = new OutgoingStream(connection, message);
    idle = false;
    notifyAll();
    if (!sending) Threads.start("relay-send-" + id(), this::sendAll);
    sending = true;
    accepted.complete(null);
  }

  @Override
  synchronized void stop() {
    if (stream != null) stream.close();
    notifyAll();
  }

  // Sent nothing for too long: this side goes on as soon as it can.
  @Override
  void onPaused(ServerMessage.Paused message) {
    idle = message.by().equals(ServerMessage.Cancelled.RELAY);
    super.onPaused(message);
    if (idle) line.inAMoment(this::resumeIfIdle);
  }

  private void resumeIfIdle() {
    if (idle) resume();
  }

  // The transfer's thread.

  private void sendAll() {
    try {
      for (OutgoingStream next = next(null); next != null; next = next(next)) send(next);
    } catch (FileSequence.Unreadable e) {
      // A file that was cut short while it was read has changed.
      if (!isChanged()) cancel("The sender could not read a file.", unreadable(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel("The sender was interrupted.");
    }
  }

  /** Waits for a stream that is newer and open; null at the end. */
  private synchronized OutgoingStream next(OutgoingStream last) throws InterruptedException {
    while ((stream == last || !stream.isOpen()) && !ended.isDone()) wait();
    return ended.isDone() ? null : stream;
  }

  private void send(OutgoingStream to) throws FileSequence.Unreadable, InterruptedException {
    if (isChanged()) return;
    try (FileSequence bytes = new FileSequence(sources)) {
      if (stream(to, bytes))
        claim(to.connection(), new ClientMessage.Finish(id(), digest.value()), to::isOpen);
    } catch (FileSequence.Unreadable e) {
      throw e;
    } catch (IOException e) {
      to.connection().broken(e);
    }
  }

  /** Whether all bytes were sent. */
  private boolean stream(OutgoingStream to, FileSequence bytes)
      throws IOException, InterruptedException {
    int chunk = (int) Math.min(LARGEST_CHUNK, to.connection().largestChunk());
    byte[] buffer = new byte[FrameWriter.HEADROOM + (int) Math.min(chunk, size())];
    bytes.skip(Math.min(digest.digested(), to.offset()));
    catchUp(to.offset(), bytes, buffer);
    for (long sent = to.offset(); sent < size(); ) {
      int count = to.take((int) Math.min(chunk, size() - sent));
      if (count == 0) return false;
      bytes.readFully(buffer, FrameWriter.HEADROOM, count);
      digest.update(buffer, FrameWriter.HEADROOM, count, sent);
      to.chunk(buffer, count);
      sent += count;
      progress(sent);
    }
    return to.isOpen();
  }

  // What an earlier process sent was digested there. Not cut short by a closed stream: it is
  // needed for the next one too.
  private void catchUp(long offset, FileSequence bytes, byte[] buffer)
      throws FileSequence.Unreadable {
    while (digest.digested() < offset && !ended.isDone()) {
      int count = (int) Math.min(buffer.length, offset - digest.digested());
      bytes.readFully(buffer, 0, count);
      digest.update(buffer, 0, count, digest.digested());
    }
  }

  /** Whether a file is no longer what was offered; that ends the transfer. */
  private boolean isChanged() {
    for (OfferedFile file : sources) {
      if (file.content().isUnchanged()) continue;
      cancel("the file changed", TransferEndedException.changed(file.info().name()));
      return true;
    }
    return false;
  }

  private static RelayException unreadable(FileSequence.Unreadable e) {
    return new RelayException(e.getMessage(), "Check the file, then send it again.", true, e);
  }
}
