package io.peerrelay.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A line to a relay, for one client or another node, that can be cut without a word, again and
 * again.
 */
public final class CuttableLine implements AutoCloseable {
  private final ServerSocket server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile InetSocketAddress relay;

  public CuttableLine(InetSocketAddress relay) throws IOException {
    this.relay = relay;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::connect);
  }

  public URI address() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort());
  }

  /** Later connections lead there. */
  public void lead(InetSocketAddress other) {
    relay = other;
  }

  private void connect() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        open.add(near);
        Socket far = new Socket();
        open.add(far);
        start(() -> connect(near, far));
      } catch (IOException e) {
        // The line is closed.
      }
    }
  }

  private void connect(Socket near, Socket far) {
    try {
      far.connect(relay);
      start(() -> copy(near, far));
      copy(far, near);
    } catch (IOException e) {
      reset(near); // Nobody is there.
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

  public void cut() {
    for (Socket socket : open) reset(socket);
    open.clear();
  }

  // A reset, as from a machine that lost its state.
  private static void reset(Socket socket) {
    try {
      if (!socket.isClosed()) socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It was closed meanwhile.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
