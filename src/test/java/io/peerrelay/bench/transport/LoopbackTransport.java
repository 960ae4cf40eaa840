package io.peerrelay.bench.transport;

import akka.NotUsed;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

/** A transport that listens on loopback, and plain sockets that connect to it. */
final class LoopbackTransport implements AutoCloseable {
  private static final int BACKLOG = 1000;

  private final Transport transport;
  private final Listener listener;

  private LoopbackTransport(Transport transport, Listener listener) {
    this.transport = transport;
    this.listener = listener;
  }

  /** What is served is joined with each connection. */
  static LoopbackTransport serve(
      ActorTestKit kit, Transport.Closing closing, Flow<ByteString, ByteString, ?> served)
      throws IOException {
    return start(closing, connection -> connection.join(served).run(kit.system()));
  }

  static LoopbackTransport start(
      Transport.Closing closing, Consumer<Flow<ByteString, ByteString, NotUsed>> onConnection)
      throws IOException {
    Transport transport = Transport.start(closing);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new LoopbackTransport(transport, transport.listen(anyPort, BACKLOG, onConnection));
  }

  Socket connect() throws IOException {
    InetSocketAddress address = listener.address();
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    transport.close();
  }
}
