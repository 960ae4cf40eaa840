package io.peerrelay.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.WriteBuffer;

/** A store's file on a disk that stops in the first checkpoint after {@link #hold}. */
final class HeldStoreFile extends StoreFile {
  /** Where it stops. */
  enum Step {
    ROOTS_NOTED,
    WRITTEN,
    SYNCED
  }

  private final Step step;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean isHeld;
  private volatile byte[] before;

  HeldStoreFile(Path directory, Step step) {
    super(directory.resolve("journal.mv"));
    this.step = step;
  }

  void hold() {
    isHeld = true;
  }

  boolean isReached() {
    return reached.getCount() == 0;
  }

  /** What the file held when the checkpoint began. */
  byte[] before() {
    return before;
  }

  void release() {
    isHeld = false;
    released.countDown();
  }

  @Override
  public WriteBuffer getWriteBuffer() {
    WriteBuffer buffer = super.getWriteBuffer();
    try {
      if (isHeld) before = Files.readAllBytes(path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pass(Step.ROOTS_NOTED);
    return buffer;
  }

  @Override
  public void sync() {
    // H2 syncs in a commit, too, before it makes the file shorter. A read of the chunk that is
    // being
    // written spins until that is done.
    boolean isInCommit = saveChunkLock.isHeldByCurrentThread();
    if (!isInCommit) pass(Step.WRITTEN);
    super.sync();
    if (!isInCommit) pass(Step.SYNCED);
  }

  private void pass(Step now) {
    if (!isHeld || now != step) return;
    reached.countDown();
    try {
      if (!released.await(60, TimeUnit.SECONDS)) throw new IllegalStateException("never released");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
