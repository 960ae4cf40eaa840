package io.peerrelay.bench.transport;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The memory through which all channels of a thread are read and written: outside of the heap,
 * where the system takes and puts bytes, and so little of it that it stays in the processor's
 * cache. A connection that waits has none.
 */
final class Scratch {
  /** One read, and one write, is at most so long, in bytes. */
  static final int SIZE = 128 * 1024;

  static final int END = -1;

  private static final ThreadLocal<ByteBuffer> OF_THREAD =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(SIZE));

  private Scratch() {}

  /**
   * Reads what is there.
   *
   * @return empty if nothing is; null at the end
   */
  static ByteString read(SocketChannel channel) throws IOException {
    ByteBuffer buffer = OF_THREAD.get().clear();
    int count = channel.read(buffer);
    if (count == END) return null;
    if (count == 0) return ByteString.emptyByteString();
    byte[] bytes = new byte[count];
    buffer.flip().get(bytes);
    return ByteString.fromArrayUnsafe(bytes);
  }

  /**
   * Writes as much as is taken.
   *
   * @return the rest
   */
  static ByteString write(SocketChannel channel, ByteString bytes) throws IOException {
    ByteString rest = bytes;
    while (!rest.isEmpty()) {
      ByteBuffer buffer = OF_THREAD.get().clear();
      rest.copyToBuffer(buffer);
      int written = channel.write(buffer.flip());
      rest = rest.drop(written);
      if (buffer.hasRemaining()) return rest;
    }
    return rest;
  }
}
