package io.peerrelay.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A line to a relay, for one client, that can be cut without a word. */
final class CuttableLine implements AutoCloseable {
  private final ServerSocket server;
  private final InetSocketAddress relay;
  private volatile Socket near;
  private volatile Socket far;

  CuttableLine(InetSocketAddress relay) throws IOException {
    this.relay = relay;
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    start(this::connect);
  }

  URI address() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort());
  }

  private void connect() {
    try {
      near = server.accept();
      far = new Socket(relay.getAddress(), relay.getPort());
      start(() -> copy(near, far));
      copy(far, near);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Socket from, Socket to) {
    try (InputStream input = from.getInputStream();
        OutputStream output = to.getOutputStream()) {
      input.transferTo(output);
    } catch (IOException e) {
      // The line was cut.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "line");
    thread.setDaemon(true);
    thread.start();
  }

  void cut() throws IOException {
    for (Socket socket : new Socket[] {near, far}) {
      if (socket == null || socket.isClosed()) continue;
      socket.setSoLinger(true, 0); // A reset, as from a machine that lost its state.
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
