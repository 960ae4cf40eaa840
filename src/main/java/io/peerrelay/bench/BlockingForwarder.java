package io.peerrelay.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * One thread a direction, which reads into a buffer and writes that out, and waits where it has to:
 * less can't be done to bytes that pass through a program.
 */
final class BlockingForwarder {
  private static final int BUFFER = 256 * 1024;

  private BlockingForwarder() {}

  /** Accepts connections until the process ends. */
  static void run(int port, Runnable listening) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listening.run();
      while (server.isOpen()) {
        SocketChannel one = accept(server);
        SocketChannel other = accept(server);
        new Thread(() -> copy(one, other)).start();
        new Thread(() -> copy(other, one)).start();
      }
    }
  }

  private static SocketChannel accept(ServerSocketChannel server) throws IOException {
    SocketChannel channel = server.accept();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel;
  }

  private static void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try (from;
        to) {
      while (from.read(buffer.clear()) >= 0) Wire.write(to, buffer.flip());
    } catch (IOException e) {
      // Either side has gone, and the other goes with it.
    }
  }
}
