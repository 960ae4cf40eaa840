package io.peerrelay.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A ring of bytes between the thread that reads the socket and the thread that writes to the sink.
 * Bytes are read from the socket right into the ring and digested and written right out of it.
 *
 * <pre>
 *   socket -> fill -> [ . . taken # # # # filled . . ] -> await, release -> sink
 * </pre>
 *
 * The relay never sends more than was granted, so {@code fill} finds room; one that did would be
 * held back, and with it all else on its socket.
 */
final class ReceiveWindow {
  /** Bytes that lie next to each other. */
  record Segment(byte[] bytes, int from, int length) {}

  private final byte[] ring;
  // Counted on and on; only their remainders are places in the ring.
  private long filled;
  private long taken;
  private boolean closed;

  ReceiveWindow(int capacity) {
    ring = new byte[capacity];
  }

  /** How many bytes may be granted before any is taken. */
  int capacity() {
    return ring.length;
  }

  /**
   * Takes bytes from the socket.
   *
   * @return how many of {@code length} it took: all, or fewer if the window was closed meanwhile
   */
  long fill(InputStream input, long length) throws IOException, InterruptedException {
    long left = length;
    while (left > 0) {
      int room = awaitRoom();
      if (room == 0) break;
      int count = input.read(ring, (int) (filled % ring.length), (int) Math.min(room, left));
      if (count < 0) throw new EOFException("The relay ended the connection without a word.");
      left -= count;
      synchronized (this) {
        filled += count;
        notifyAll();
      }
    }
    return length - left;
  }

  /** How many bytes have come in all. */
  synchronized long filled() {
    return filled;
  }

  /** How many could come now. */
  synchronized long free() {
    return ring.length - (filled - taken);
  }

  private synchronized int awaitRoom() throws InterruptedException {
    while (filled - taken == ring.length && !closed) wait();
    if (closed) return 0;
    int place = (int) (filled % ring.length);
    return (int) Math.min(ring.length - (filled - taken), ring.length - place);
  }

  /**
   * Waits for bytes, which stay where they are until they are released.
   *
   * @return 1 to {@code most} bytes; null if the window was closed
   */
  synchronized Segment await(long most) throws InterruptedException {
    while (filled == taken && !closed) wait();
    if (closed) return null;
    int place = (int) (taken % ring.length);
    long length = Math.min(filled - taken, ring.length - place);
    return new Segment(ring, place, (int) Math.min(most, length));
  }

  synchronized void release(int count) {
    taken += count;
    notifyAll();
  }

  /** Ends all waiting, on both sides. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
