package io.peerrelay.journal;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the store's file from time to time, beside the changes, which wait only for the first
 * step.
 *
 * <pre>
 *   changes   -> log A ------>|-> log B ---------------------------------->
 *   checkpoint                | turn, note | write | sync | clear A
 *   in the file:  before A                                | before B
 * </pre>
 *
 * What is noted is the state after a certain change, whole, with that change's number; the log's
 * newer file begins with the next one. So whichever step a crash comes after, the records above the
 * number in the file are those that it lacks.
 */
final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** In the store's file: the number of the last change that is in it. */
  private static final String DONE = "done";

  /** Where the disk falls that far behind, in lengths of the log, changes wait for it. */
  private static final int FURTHEST_BEHIND = 8;

  private final MVStore store;
  private final StoreFile file;
  private final MVMap<String, Long> progress;
  private final WriteAheadLog log;
  private final long longestLog;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "journal-checkpoint");
            made.setDaemon(true);
            return made;
          });

  /** Held by who changes the store, and by a checkpoint until it has noted the roots. */
  private final ReentrantLock changing = new ReentrantLock();

  private final Condition written = changing.newCondition();
  private boolean isWriting;

  Checkpoints(MVStore store, StoreFile file, WriteAheadLog log, long longestLog) {
    this.store = store;
    this.file = file;
    this.progress = progress(store);
    this.log = log;
    this.longestLog = longestLog;
  }

  /** The number of the last change that the store's file had when it was opened. */
  static long done(MVStore store) {
    return progress(store).getOrDefault(DONE, 0L);
  }

  /** One change at a time begins here, and ends with {@link #endChange}. */
  void beginChange() {
    changing.lock();
    if (log.size() <= longestLog || store.isClosed()) return;
    if (!isWriting && !thread.isShutdown()) {
      isWriting = true;
      thread.execute(this::writeOrClose);
    }
    while (isWriting && log.size() > FURTHEST_BEHIND * longestLog) written.awaitUninterruptibly();
  }

  void endChange() {
    changing.unlock();
  }

  /** To be called by one at a time. */
  void write() throws IOException {
    changing.lock();
    try {
      log.turn();
      progress.put(DONE, log.last());
      file.commit(store, changing::unlock);
    } finally {
      if (changing.isHeldByCurrentThread()) changing.unlock();
    }
    // The disk has the store's file before it loses the log.
    log.clearOlder();
  }

  /** Waits for the checkpoint that is going on, and writes a last one. No change comes any more. */
  void close() throws IOException {
    changing.lock();
    try {
      thread.shutdown();
    } finally {
      changing.unlock();
    }
    try {
      // As long as the disk needs.
      while (!thread.awaitTermination(1, TimeUnit.MINUTES)) LOG.warn("Still writing {}", store);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted in a checkpoint", e);
    }
    if (!store.isClosed()) write();
  }

  /** After a failure nobody can say what the disk has: no further change is taken. */
  private void writeOrClose() {
    try {
      write();
    } catch (IOException | RuntimeException e) {
      LOG.error("Could not write {}: no further change is taken", file, e);
      store.closeImmediately();
    } finally {
      endWriting();
    }
  }

  private void endWriting() {
    changing.lock();
    try {
      isWriting = false;
      written.signalAll();
    } finally {
      changing.unlock();
    }
  }

  private static MVMap<String, Long> progress(MVStore store) {
    return store.openMap("progress");
  }
}
