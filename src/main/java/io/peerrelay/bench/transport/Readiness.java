package io.peerrelay.bench.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.IntConsumer;

/**
 * One thread that waits for channels to become ready, on behalf of streams that would block. Each
 * wish is fulfilled once.
 */
final class Readiness implements AutoCloseable {
  private final Selector selector;

  private Readiness(Selector selector) {
    this.selector = selector;
  }

  static Readiness start() throws IOException {
    Readiness readiness = new Readiness(Selector.open());
    Thread thread = new Thread(readiness::watch, "transport-readiness");
    thread.setDaemon(true);
    thread.start();
    return readiness;
  }

  /**
   * @param onReady is told the operations of {@link SelectionKey} that are possible now, by this
   *     thread, and has to return at once
   */
  SelectionKey register(SocketChannel channel, IntConsumer onReady) throws ClosedChannelException {
    return channel.register(selector, 0, onReady);
  }

  /**
   * Wishes to be told, once, when this is possible. A channel that has been closed says nothing.
   *
   * @param operation of {@link SelectionKey}
   */
  void await(SelectionKey key, int operation) {
    key.interestOpsOr(operation);
    selector.wakeup();
  }

  /** A closed channel keeps its descriptor until this thread has looked at it. */
  void forgetClosed() {
    selector.wakeup();
  }

  private void watch() {
    try {
      while (selector.isOpen()) selector.select(Readiness::tell);
    } catch (ClosedSelectorException e) {
      // Closed while it waited.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tell(SelectionKey key) {
    try {
      int ready = key.readyOps();
      key.interestOpsAnd(~ready);
      ((IntConsumer) key.attachment()).accept(ready);
    } catch (CancelledKeyException e) {
      // Its stream has ended meanwhile.
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
