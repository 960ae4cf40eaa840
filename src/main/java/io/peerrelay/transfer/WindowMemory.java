package io.peerrelay.transfer;

import io.peerrelay.settings.WindowSettings;
import java.util.ArrayDeque;

/**
 * The memory that all credit windows of a node share. A window may grow to a share of what is left:
 * one alone grows large, many keep each other small ("dynamic thresholds", Choudhury and Hahne
 * 1998). What is lent to a receiver that then stops reading can't be had back; so only half of the
 * memory is for growing, and the other is for windows of the first size. A window that comes new
 * takes no more than a share either, so that there is something left for the next one.
 */
public final class WindowMemory {
  private static final int SHARE = 2;

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

  /** Bytes that windows hold or may hold now. */
  synchronized long used() {
    return used;
  }

  /** How large a window may be now. */
  synchronized long limit() {
    long share = (total - used) / SHARE;
    long shareOfGrowth = (total / 2 - used) / SHARE;
    return Math.max(Math.min(largest, shareOfGrowth), smallest(share));
  }

  private long smallest(long share) {
    return Math.max(1, Math.min(first, share));
  }

  /**
   * @return how many bytes a new window has; 0 if nothing is left
   */
  synchronized long open() {
    return reserve(smallest((total - used) / SHARE));
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
