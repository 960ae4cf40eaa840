package io.peerrelay.transfer;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many bytes a sender may still send so that never more than the window's size are held here. A
 * byte is either available to the sender, held, or freed and not yet granted again: the three
 * always add up to the size.
 *
 * <p>The size follows the path: it doubles where the sender waits for credit though nothing is
 * held, which is where the way to the sender and back takes longer than the bytes; and where all of
 * it passes so quickly that the time in which a thread is woken counts. It shrinks when the memory
 * of the node becomes scarce.
 */
final class CreditWindow {
  /**
   * Credit is granted in quarters of the window: seldom enough to cost nothing, often enough to
   * keep a sender going.
   */
  private static final int PARTS = 4;

  /** A sender may wait until it has credit for a whole frame of its own. */
  private static final int FRAME = 256 * 1024;

  /**
   * A smaller window grows, too, where all of it passes within {@link #MOMENT}: then the time
   * counts in which threads are woken. More does not help, and bytes leave the processor's caches.
   */
  private static final int ENOUGH_FOR_SHORT_PATHS = 1024 * 1024;

  private static final Duration MOMENT = Duration.ofMillis(10);

  private final WindowMemory memory;
  private final LongSupplier clock;
  private long size;
  private long available;
  private long freed;

  /** Bytes freed since a window's worth of them was last timed. */
  private long passed;

  private long passedSince;

  CreditWindow(WindowMemory memory) {
    this(memory, System::nanoTime);
  }

  /**
   * @param clock nanoseconds from any moment on
   */
  CreditWindow(WindowMemory memory, LongSupplier clock) {
    this.memory = memory;
    this.clock = clock;
    size = memory.open();
    available = size;
    passedSince = clock.getAsLong();
  }

  /**
   * @return false, and nothing changes, if the sender had no credit for so many bytes
   */
  boolean spend(int bytes) {
    if (bytes > available) return false;
    available -= bytes;
    return true;
  }

  /**
   * Bytes are no longer held.
   *
   * @return how many bytes to grant the sender now; 0 if it is not worth a message yet
   */
  long free(int bytes) {
    freed += bytes;
    passed += bytes;
    boolean empty = available + freed == size;
    if (freed < Math.max(1, size / PARTS) && !(empty && available < FRAME)) return 0;
    long limit = memory.limit();
    if (size > limit) shrink(Math.min(freed, size - limit));
    else if ((empty && 2 * available < size) || passedQuickly()) grow(Math.min(size, limit - size));
    return grant();
  }

  private boolean passedQuickly() {
    if (size >= ENOUGH_FOR_SHORT_PATHS || passed < size) return false;
    long now = clock.getAsLong();
    boolean quickly = now - passedSince < MOMENT.toNanos();
    passed = 0;
    passedSince = now;
    return quickly;
  }

  /** For a window that found no memory at all: the same, later. */
  long open() {
    if (size == 0) {
      size = memory.open();
      freed = size;
    }
    return grant();
  }

  private void grow(long bytes) {
    long more = memory.reserve(bytes);
    size += more;
    freed += more;
  }

  private void shrink(long bytes) {
    freed -= bytes;
    size -= bytes;
    memory.release(bytes);
  }

  private long grant() {
    long granted = freed;
    available += granted;
    freed = 0;
    return granted;
  }

  /** Gives the memory back. */
  void close() {
    memory.release(size);
    size = 0;
    available = 0;
    freed = 0;
  }

  long available() {
    return available;
  }

  long size() {
    return size;
  }
}
