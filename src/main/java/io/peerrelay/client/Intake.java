package io.peerrelay.client;

import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** The thread that takes an incoming transfer's bytes out of its window and into its sink. */
final class Intake {
  /** The most that is digested and written at a time, so that it stays in the processor's cache. */
  private static final int BLOCK = 256 * 1024;

  private final IncomingTransfer transfer;
  private final Sink sink;
  private final ReceiveWindow window;
  private final MessageDigest digest = Digests.sha256();
  private final CompletableFuture<ServerMessage.Completed> done = new CompletableFuture<>();
  private boolean started;

  /** How many bytes of the transfer the sink has. */
  private final AtomicLong taken = new AtomicLong();

  Intake(IncomingTransfer transfer, Sink sink, ReceiveWindow window) {
    this.transfer = transfer;
    this.sink = sink;
    this.window = window;
  }

  CompletableFuture<ServerMessage.Completed> done() {
    return done;
  }

  long taken() {
    return taken.get();
  }

  /**
   * Digests what the sink has of an earlier process.
   *
   * @return how many bytes that are
   */
  long restore() throws IOException {
    byte[] block = new byte[BLOCK];
    try (InputStream stored = sink.stored()) {
      for (int count = stored.read(block); count >= 0; count = stored.read(block)) {
        digest.update(block, 0, count);
        taken.addAndGet(count);
      }
    }
    return taken.get();
  }

  /** Only the first call counts. */
  synchronized void start() {
    if (!started) Threads.start("relay-receive-" + transfer.id(), this::run);
    started = true;
  }

  /** The transfer has failed: its thread sees to the rest or, where there is none yet, this one. */
  void giveUp(Throwable failure) {
    synchronized (this) {
      if (started) return;
      started = true;
    }
    leave(failure);
  }

  private void run() {
    try {
      boolean whole = takeAll();
      if (whole) {
        sink.end();
        transfer.onStored(Digests.soFar(digest));
      }
      ServerMessage.Completed message = transfer.ended.join();
      if (whole) commit(message);
      else leave(new RelayException("The relay ended it before all was here.", null, false, null));
    } catch (IOException e) {
      RelayException unwritable = unwritable(e);
      transfer.cancel("The receiver could not store the files.", unwritable);
      leave(unwritable);
    } catch (CompletionException e) {
      leave(e.getCause());
    } catch (InterruptedException | RuntimeException e) {
      transfer.cancel("The receiver failed.");
      leave(e);
    }
  }

  // What can't be put in its place now is good nevertheless: nothing is discarded.
  private void commit(ServerMessage.Completed message) {
    try {
      sink.commit();
      done.complete(message);
    } catch (IOException e) {
      done.completeExceptionally(
          new RelayException(
              "The files were received, but not put in place: " + e.getMessage(), null, false, e));
    }
  }

  private void leave(Throwable reason) {
    if (reason instanceof ConnectionLostException) sink.suspend();
    else sink.discard();
    done.completeExceptionally(reason);
  }

  /** Whether all bytes came. */
  private boolean takeAll() throws IOException, InterruptedException {
    long start = 0;
    for (FileInfo file : transfer.files()) {
      long had = Math.min(file.size(), Math.max(0, taken.get() - start));
      sink.begin(file);
      if (!take(file.size() - had)) return false;
      start += file.size();
    }
    return true;
  }

  private boolean take(long bytes) throws IOException, InterruptedException {
    for (long left = bytes; left > 0; ) {
      ReceiveWindow.Segment next = window.await(Math.min(left, BLOCK));
      if (next == null) return false;
      digest.update(next.bytes(), next.from(), next.length());
      sink.write(next.bytes(), next.from(), next.length());
      window.release(next.length());
      left -= next.length();
      transfer.progress(taken.addAndGet(next.length()));
      transfer.grant();
    }
    return true;
  }

  static RelayException unwritable(Exception e) {
    return new RelayException(
        "The files could not be stored: " + e,
        "Check the folder and the space that is left, then ask for the files again.",
        true,
        e);
  }
}
