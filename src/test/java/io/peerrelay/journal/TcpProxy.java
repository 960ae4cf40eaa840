package io.peerrelay.journal;

import io.peerrelay.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Passes bytes on to another address, until it is closed; may be opened again on the same port. */
public final class TcpProxy implements AutoCloseable {
  private final InetAddress ownAddress;
  private final String host;
  private final int port;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile boolean silent;
  private ServerSocket listener;
  private int ownPort;

  private TcpProxy(InetAddress ownAddress, String host, int port) {
    this.ownAddress = ownAddress;
    this.host = host;
    this.port = port;
  }

  /**
   * @param address host:port
   */
  public static TcpProxy to(String address) {
    return to(address, InetAddress.getLoopbackAddress());
  }

  /**
   * @param own where it listens
   */
  public static TcpProxy to(String address, InetAddress own) {
    int colon = address.lastIndexOf(':');
    TcpProxy proxy =
        colon < 0
            ? new TcpProxy(own, address, 27017)
            : new TcpProxy(
                own, address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    proxy.open();
    return proxy;
  }

  public String address() {
    return ownAddress.getHostAddress() + ":" + ownPort;
  }

  public void open() {
    try {
      if (ownPort == 0) ownPort = FreePort.find();
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(ownAddress, ownPort), 200);
      listener = opened;
      inBackground(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps all connections, and passes nothing on from now on. */
  public void fallSilent() {
    silent = true;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket listening) throws IOException {
    while (!listening.isClosed()) {
      Socket near = listening.accept();
      Socket far = new Socket(host, port);
      sockets.add(near);
      sockets.add(far);
      inBackground(() -> pass(near, far));
      inBackground(() -> pass(far, near));
    }
  }

  private void pass(Socket from, Socket to) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      for (int length = from.getInputStream().read(buffer);
          length >= 0;
          length = from.getInputStream().read(buffer))
        if (!silent) to.getOutputStream().write(buffer, 0, length);
    }
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two sides was closed: the end of this work.
                return;
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException;
  }
}
