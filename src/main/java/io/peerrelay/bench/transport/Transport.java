package io.peerrelay.bench.transport;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * TCP connections as flows: what is fed to one is written, what comes out of it was read. Each flow
 * can be run once.
 *
 * <ul>
 *   <li>What isn't pulled is not read, and nothing is pulled while the network does not take it.
 *   <li>The bytes of an element lie in an array of their own, which is the receiver's from then on.
 *   <li>The other end's close completes the outlet; completing the inlet writes what is left and
 *       closes, both as {@link Closing} says. Whoever cancels the outlet may go on writing.
 *   <li>Failing the inlet resets the connection; trouble with the network fails the stream.
 * </ul>
 */
public final class Transport implements AutoCloseable {
  private final Readiness readiness;
  private final Closing closing;

  /** What it means that one direction has ended. */
  public enum Closing {
    /** The other ends with it, as soon as what had been fed is written. */
    COUPLED,
    /** Nothing for the other. */
    HALVES
  }

  private Transport(Readiness readiness, Closing closing) {
    this.readiness = readiness;
    this.closing = closing;
  }

  /** Starts the thread that wakes streams whose network has become ready. */
  public static Transport start(Closing closing) throws IOException {
    return new Transport(Readiness.start(), closing);
  }

  /**
   * Accepts connections until the listener is closed.
   *
   * @param backlog how many may wait to be accepted
   * @param onConnection is called by one thread, and should return soon
   */
  public Listener listen(
      InetSocketAddress address,
      int backlog,
      Consumer<Flow<ByteString, ByteString, NotUsed>> onConnection)
      throws IOException {
    return Listener.open(address, backlog, channel -> onConnection.accept(flow(channel)));
  }

  private Flow<ByteString, ByteString, NotUsed> flow(SocketChannel channel) {
    return Flow.fromGraph(new ChannelStage(channel, readiness, closing));
  }

  static void prepare(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** From now on no stream is woken any more. */
  @Override
  public void close() throws IOException {
    readiness.close();
  }
}
