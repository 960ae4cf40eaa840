package io.peerrelay.transfer;

import io.peerrelay.settings.WindowSettings;
import java.util.ArrayDeque;

/**
 * The memory that all credit windows of a node share. A window may grow to a share of what is left:
 * one alone grows large, many keep each other small, and there is always something left for one
 * that comes new, however many receivers stopped reading ("dynamic thresholds", Choudhury and Hahne
 * 1998).
 */
public final class WindowMemory {
  private static final int SHARE = 4;

  private final long total;
  private final long first;
  private final long largest;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private long used;

  /**
   * Sizes in bytes.
   *
   * @param total of all windows
   * @param first of one window at first, where there is room
   * @param largest of one window
   */
  public WindowMemory(long total, long first, long largest) {
    if (first < 1) throw new IllegalArgumentException("first: " + first + " (expected: >= 1)");
    if (largest < first)
      throw new IllegalArgumentException("largest: " + largest + " (expected: >= first)");
    if (total < first)
      throw new IllegalArgumentException("total: " + total + " (expected: >= first)");
    this.total = total;
    this.first = first;
    this.largest = largest;
  }

  WindowMemory(WindowSettings settings) {
    this(settings.memory(), settings.first(), settings.largest());
  }

  /** How large a window is at first, where there is room. */
  long first() {
    return first;
  }

  /** Bytes that windows hold or may hold now. */
  synchronized long used() {
    return used;
  }

  /** How large a window may be now. */
  synchronized long limit() {
    return Math.max(1, Math.min(largest, (total - used) / SHARE));
  }

  /**
   * @return how many bytes the caller has now: as many as wanted, or what is left
   */
  synchronized long reserve(long wanted) {
    long reserved = Math.max(0, Math.min(wanted, total - used));
    used += reserved;
    return reserved;
  }

  void release(long bytes) {
    ArrayDeque<Runnable> woken;
    synchronized (this) {
      used -= bytes;
      if (bytes == 0 || waiting.isEmpty()) return;
      woken = new ArrayDeque<>(waiting);
      waiting.clear();
    }
    woken.forEach(Runnable::run);
  }

  /** Is called once, as soon as some memory is free again. */
  void whenFree(Runnable waiter) {
    synchronized (this) {
      if (used >= total) {
        waiting.add(waiter);
        return;
      }
    }
    waiter.run();
  }
}
