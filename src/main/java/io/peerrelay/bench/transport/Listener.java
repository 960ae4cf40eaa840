package io.peerrelay.bench.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An address at which connections are accepted, by a thread that does nothing else. */
public final class Listener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  /** After a failed accept, such as for lack of file descriptors: time for some to be freed. */
  private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ServerSocketChannel server;
  private final Consumer<SocketChannel> onChannel;

  private Listener(ServerSocketChannel server, Consumer<SocketChannel> onChannel) {
    this.server = server;
    this.onChannel = onChannel;
  }

  static Listener open(InetSocketAddress address, int backlog, Consumer<SocketChannel> onChannel)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(address, backlog);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    Listener listener = new Listener(server, onChannel);
    Thread thread = new Thread(listener::acceptAll, "transport-accept");
    thread.setDaemon(true);
    thread.start();
    return listener;
  }

  /** Where it listens, with the port that was found for port 0. */
  public InetSocketAddress address() throws IOException {
    return (InetSocketAddress) server.getLocalAddress();
  }

  private void acceptAll() {
    while (server.isOpen())
      try {
        accept(server.accept());
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException e) {
        log.warn("A connection could not be accepted.", e);
        LockSupport.parkNanos(BREATH_NANOS);
      }
  }

  private void accept(SocketChannel channel) throws IOException {
    try {
      Transport.prepare(channel);
      onChannel.accept(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Accepts no more; connections that were accepted go on. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
