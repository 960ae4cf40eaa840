package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Files that were accepted and are on their way into a sink.
 *
 * <pre>
 *   connection's thread             the transfer's thread
 *   frames -> onBytes -> | window | -> digest -> sink -> received -> commit or discard
 *                          credit <-------------- as the sink has taken bytes
 * </pre>
 */
public final class IncomingTransfer extends Transfer {
  /** The most that is digested and written at a time, so that it stays in the processor's cache. */
  private static final int BLOCK = 256 * 1024;

  private final Username from;
  private final Sink sink;
  private final ReceiveWindow window;
  private final CompletableFuture<ServerMessage.Completed> completed = new CompletableFuture<>();
  private final MessageDigest digest = Digests.sha256();
  private boolean writing;
  private long stream;
  private long arrived;
  private long taken;
  private long granted;

  IncomingTransfer(RelayConnection connection, ServerMessage.Offer offer, Sink sink) {
    super(connection, offer.transfer(), offer.files());
    from = offer.from();
    this.sink = sink;
    window = new ReceiveWindow((int) Math.max(1, Math.min(size(), connection.window())));
    granted = window.capacity();
    ended.whenComplete((done, failure) -> onEnded(failure));
  }

  /** How many bytes the relay may send before it is granted more. */
  long firstCredit() {
    return window.capacity();
  }

  public Username from() {
    return from;
  }

  /** Completed after the sink has committed, failed after it has discarded. */
  @Override
  public CompletableFuture<ServerMessage.Completed> completed() {
    return completed;
  }

  // The connection's thread.

  @Override
  void onAccepted(ServerMessage.Accepted accepted) {
    if (!startWriting()) return;
    stream = accepted.stream();
    connection.transfers().open(stream, this);
    Threads.start("relay-receive-" + id(), this::write);
  }

  private synchronized boolean startWriting() {
    if (writing || ended.isDone()) return false;
    writing = true;
    return true;
  }

  /**
   * @return how many bytes of {@code length} were taken; the rest, if any, is not wanted
   */
  long onBytes(InputStream input, long length) throws IOException, InterruptedException {
    if (length > size() - arrived) {
      cancel(
          "More bytes came than were offered.",
          new RelayException("The relay sent more bytes than were offered.", null, false, null));
      return 0;
    }
    arrived += length;
    return window.fill(input, length);
  }

  private void onEnded(Throwable failure) {
    if (failure == null) return;
    window.close();
    synchronized (this) {
      if (writing) return; // Its thread will see to the rest.
      writing = true;
    }
    sink.discard();
    completed.completeExceptionally(failure);
  }

  // The transfer's thread.

  private void write() {
    try {
      if (writeFiles()) {
        sink.end();
        tell(new ClientMessage.Received(id(), Sha256.of(digest.digest())));
      }
      commit(ended.join());
    } catch (IOException e) {
      RelayException unwritable =
          new RelayException(
              "The files could not be stored: " + e,
              "Check the folder and the space that is left, then ask for the files again.",
              true,
              e);
      cancel("The receiver could not store the files.", unwritable);
      discard(unwritable);
    } catch (CompletionException e) {
      discard(e.getCause());
    } catch (InterruptedException | RuntimeException e) {
      cancel("The receiver failed.");
      discard(e);
    }
  }

  // What can't be put in its place now is good nevertheless: nothing is discarded.
  private void commit(ServerMessage.Completed message) {
    try {
      sink.commit();
      completed.complete(message);
    } catch (IOException e) {
      completed.completeExceptionally(
          new RelayException(
              "The files were received, but not put in place: " + e, null, false, e));
    }
  }

  private void discard(Throwable reason) {
    sink.discard();
    completed.completeExceptionally(reason);
  }

  /** Whether all bytes came. */
  private boolean writeFiles() throws IOException, InterruptedException {
    for (FileInfo file : files()) {
      sink.begin(file);
      for (long left = file.size(); left > 0; ) {
        ReceiveWindow.Segment next = window.await(Math.min(left, BLOCK));
        if (next == null) return false;
        digest.update(next.bytes(), next.from(), next.length());
        sink.write(next.bytes(), next.from(), next.length());
        window.release(next.length());
        left -= next.length();
        taken += next.length();
        progress(taken);
        grantWhatWasTaken();
      }
    }
    return true;
  }

  // A grant for a quarter of the window at a time: few messages, and the sender never runs dry.
  private void grantWhatWasTaken() {
    long free = window.capacity() - (granted - taken);
    if (free >= Math.max(1, window.capacity() / 4)) grant(free);
  }

  private void grant(long bytes) {
    if (granted >= size()) return;
    granted += bytes;
    connection.send(new ClientMessage.Credit(stream, bytes));
  }
}
