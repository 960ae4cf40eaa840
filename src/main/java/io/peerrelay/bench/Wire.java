package io.peerrelay.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A blocking connection to this machine; its buffers lie where the network takes them from. */
final class Wire {
  private static final int LONGEST_HEAD = 16 * 1024;

  private Wire() {}

  static SocketChannel connect(int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel;
  }

  static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) channel.write(bytes);
  }

  static void write(SocketChannel channel, String ascii) throws IOException {
    write(channel, ByteBuffer.wrap(ascii.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Reads up to and with this ending, and not a byte more. */
  static String readThrough(SocketChannel channel, String ending) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    ByteBuffer one = ByteBuffer.allocate(1);
    String read = "";
    while (!read.endsWith(ending)) {
      if (head.size() == LONGEST_HEAD)
        throw new IOException("The answer has no end: " + read.substring(0, 80));
      if (channel.read(one.clear()) < 0)
        throw new EOFException("The relay hung up after: " + read.strip());
      head.write(one.get(0));
      read = head.toString(StandardCharsets.US_ASCII);
    }
    return read;
  }
}
