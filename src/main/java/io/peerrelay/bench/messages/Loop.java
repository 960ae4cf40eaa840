package io.peerrelay.bench.messages;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All sockets of the load in one thread, that of whoever calls: a thread for each would take from
 * the relay what it is measured on.
 */
final class Loop implements Closeable {
  private static final int LARGEST_READ = 256 * 1024;

  private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_READ);
  private final Selector selector;

  private Loop(Selector selector) {
    this.selector = selector;
  }

  static Loop open() throws IOException {
    return new Loop(Selector.open());
  }

  /** A new WebSocket, which is closed with this loop. */
  Line connect(int port, String path) throws IOException {
    Line line = Line.open(port, path);
    line.channel().register(selector, SelectionKey.OP_READ, line);
    return line;
  }

  /**
   * Reads until it is enough, or too late.
   *
   * @param deadline as {@link System#nanoTime} counts
   * @return whether it is enough
   */
  boolean readUntil(BooleanSupplier enough, long deadline)
      throws IOException, InterruptedException {
    try {
      while (!enough.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) return false;
        selector.select(this::read, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        if (Thread.interrupted()) throw new InterruptedException();
      }
      return true;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Reads as long as that. */
  void readUntil(long deadline) throws IOException, InterruptedException {
    readUntil(() -> false, deadline);
  }

  private void read(SelectionKey key) {
    try {
      ((Line) key.attachment()).read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) key.channel().close();
    selector.close();
  }
}
