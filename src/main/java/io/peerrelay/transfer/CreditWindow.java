package io.peerrelay.transfer;

/**
 * How many bytes a sender may still send so that never more than {@code size} of them are held
 * here. A byte is either available to the sender, held, or freed and not yet granted again: the
 * three always add up to {@code size}.
 */
final class CreditWindow {
  /**
   * Credit is granted in quarters of the window: seldom enough to cost nothing, often enough to
   * keep a sender going.
   */
  private static final int PARTS = 4;

  private final int size;
  private long available;
  private long freed;

  /**
   * @param size in bytes
   */
  CreditWindow(int size) {
    if (size < 1) throw new IllegalArgumentException("size: " + size + " (expected: >= 1)");
    this.size = size;
    this.available = size;
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
   * @return how many bytes to grant the sender now; 0 if it is not worth a message yet
   */
  long free(int bytes) {
    freed += bytes;
    if (freed < Math.max(1, size / PARTS)) return 0;
    long granted = freed;
    available += granted;
    freed = 0;
    return granted;
  }

  long available() {
    return available;
  }
}
