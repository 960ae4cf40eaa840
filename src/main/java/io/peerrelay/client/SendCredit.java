package io.peerrelay.client;

/** How many bytes the relay lets one transfer send; the sender waits here for more. */
final class SendCredit {
  private long available;
  private int worthwhile = 1;
  private boolean closed;

  /** The first credit. A quarter of it is the least that is worth a frame of its own. */
  synchronized void open(long bytes) {
    worthwhile = (int) Math.max(1, Math.min(bytes / 4, Integer.MAX_VALUE));
    grant(bytes);
  }

  synchronized void grant(long bytes) {
    available += bytes;
    notifyAll();
  }

  /** Ends all waiting. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /**
   * Waits for credit and uses it up.
   *
   * @param most how many bytes there are to send, at least 1
   * @return how many may be sent now, 1 to {@code most}; 0 if the transfer has ended
   */
  synchronized int take(int most) throws InterruptedException {
    int least = Math.min(most, worthwhile);
    while (available < least && !closed) wait();
    if (closed) return 0;
    int taken = (int) Math.min(most, available);
    available -= taken;
    return taken;
  }
}
