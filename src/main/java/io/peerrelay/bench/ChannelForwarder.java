package io.peerrelay.bench;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.bench.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;

/** What {@link AkkaForwarder} does, on the spike of a transport of our own. */
final class ChannelForwarder {
  private static final int BACKLOG = 100;

  private final ActorSystem system =
      ActorSystem.create("forward", ConfigFactory.defaultReference());

  /** At most one, which waits for its other side; only the thread that accepts looks at it. */
  private final Queue<Flow<ByteString, ByteString, NotUsed>> waiting = new ArrayDeque<>();

  private ChannelForwarder() {}

  /** Accepts connections until the process ends. */
  static void run(int port, Runnable listening) throws IOException {
    ChannelForwarder forwarder = new ChannelForwarder();
    Transport transport = Transport.start(Transport.Closing.COUPLED);
    transport.listen(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG, forwarder::join);
    listening.run();
    forwarder.system.getWhenTerminated().toCompletableFuture().join();
  }

  private void join(Flow<ByteString, ByteString, NotUsed> flow) {
    if (waiting.isEmpty()) waiting.add(flow);
    else waiting.remove().join(flow).run(system);
  }
}
