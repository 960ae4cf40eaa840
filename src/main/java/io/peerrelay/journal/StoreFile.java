package io.peerrelay.journal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SingleFileStore;
import org.h2.mvstore.WriteBuffer;

/**
 * The file of the embedded store, which says when a commit has noted what it is going to write: the
 * roots of all maps. Pages are never changed once others may have seen them, so the maps can go on
 * from there while these are written.
 */
class StoreFile extends SingleFileStore {
  /** What one commit of a full log takes, and some more. Bytes. */
  private static final int LARGEST_KEPT = 32 << 20;

  private final Path path;

  /**
   * Of the commit before, if it was not larger. H2 itself keeps only small ones: then each commit
   * would fill the heap with the sizes that its buffer grows through.
   */
  private final AtomicReference<WriteBuffer> kept = new AtomicReference<>();

  /** Of the commit that is going on. */
  private volatile Runnable noted = () -> {};

  StoreFile(Path path) {
    super(new HashMap<>());
    this.path = path;
  }

  static StoreFile in(Path directory) {
    return new StoreFile(directory.toAbsolutePath().normalize().resolve("journal.mv"));
  }

  /**
   * Opens the store in this file, which commits only when told to.
   *
   * @throws org.h2.mvstore.MVStoreException if another process has it, or it is no such file
   */
  final MVStore open() {
    open(path.toString(), false, (char[]) null);
    return new MVStore.Builder()
        .adoptFileStore(this)
        .autoCommitDisabled()
        .autoCommitBufferSize(0)
        .open();
  }

  /**
   * Writes all that the maps hold now, and waits until the disk has it.
   *
   * @param noted is called once it is sure what is written; from then on the maps may be changed
   */
  final void commit(MVStore store, Runnable noted) {
    this.noted = noted;
    try {
      store.commit();
    } finally {
      this.noted = () -> {};
    }
    store.sync();
  }

  final Path path() {
    return path;
  }

  /** H2 asks for this between noting and writing, and at no other time. */
  @Override
  public WriteBuffer getWriteBuffer() {
    noted.run();
    WriteBuffer buffer = kept.getAndSet(null);
    if (buffer == null) return super.getWriteBuffer();
    buffer.getBuffer().clear(); // H2's own would let a large one go, and its limit() grow it.
    return buffer;
  }

  @Override
  public void releaseWriteBuffer(WriteBuffer buffer) {
    if (buffer.capacity() <= LARGEST_KEPT) kept.set(buffer);
  }
}
