package io.peerrelay.bench.transport;

import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.StreamTcpException;
import akka.stream.SubscriptionWithCancelException;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * Reads when it is pulled and writes when it is pushed to, in the stream's own turn. After so many
 * reads and writes it goes to the end of its thread's queue, for a fast connection must not keep
 * the thread from the others.
 */
final class ChannelLogic extends GraphStageLogic {
  private static final int OPERATIONS_A_TURN = 16;

  private final Inlet<ByteString> fromWriter;
  private final Outlet<ByteString> toReader;
  private final SocketChannel channel;
  private final Readiness readiness;
  private final boolean coupled;
  private final AsyncCallback<Integer> onReady = createAsyncCallback(this::goOn);

  /** Made only when the network first was not ready. */
  private SelectionKey key;

  private int operations;

  /** What the network has not taken yet. */
  private ByteString unwritten = ByteString.emptyByteString();

  /** Nobody wants what comes; it is read so that the end is noticed. */
  private boolean discarding;

  private boolean readEnded;
  private boolean writeEnded;

  ChannelLogic(ChannelStage stage) {
    super(stage.shape());
    fromWriter = stage.fromWriter;
    toReader = stage.toReader;
    channel = stage.channel;
    readiness = stage.readiness;
    coupled = stage.closing == Transport.Closing.COUPLED;
    setHandler(
        fromWriter,
        new AbstractInHandler() {
          @Override
          public void onPush() {
            unwritten = grab(fromWriter);
            write();
          }

          @Override
          public void onUpstreamFinish() {
            if (unwritten.isEmpty()) endWriting();
          }

          @Override
          public void onUpstreamFailure(Throwable cause) {
            reset(cause);
          }
        });
    setHandler(
        toReader,
        new AbstractOutHandler() {
          @Override
          public void onPull() {
            read();
          }

          @Override
          public void onDownstreamFinish(Throwable cause) {
            if (cause instanceof SubscriptionWithCancelException.NonFailureCancellation) discard();
            else reset(cause);
          }
        });
  }

  @Override
  public void preStart() {
    setKeepGoing(true); // What is left has to be written when both ports have ended, too.
    pull(fromWriter);
  }

  @Override
  public void postStop() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone anyway.
    }
    if (key != null) readiness.forgetClosed();
  }

  private void goOn(int operation) {
    operations = 0;
    if ((operation & SelectionKey.OP_WRITE) != 0) write();
    if ((operation & SelectionKey.OP_READ) != 0) read();
  }

  private boolean isTurnOver(int operation) {
    if (operations++ < OPERATIONS_A_TURN) return false;
    again(operation);
    return true;
  }

  /** Not from here: Akka would run it before all that waits for the thread. */
  private void again(int operation) {
    materializer().executionContext().execute(() -> onReady.invoke(operation));
  }

  // From the network.

  private void read() {
    try {
      while (!readEnded && (discarding || isAvailable(toReader))) {
        if (isTurnOver(SelectionKey.OP_READ)) return;
        ByteString bytes = Scratch.read(channel);
        if (bytes == null) {
          endReading();
        } else if (bytes.isEmpty()) {
          await(SelectionKey.OP_READ);
          return;
        } else if (!discarding) {
          push(toReader, bytes);
        }
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void discard() {
    discarding = true;
    read();
  }

  private void endReading() {
    readEnded = true;
    complete(toReader);
    if (coupled) {
      cancel(fromWriter);
      if (unwritten.isEmpty()) completeStage();
    } else if (writeEnded) {
      completeStage();
    }
  }

  // To the network.

  private void write() {
    try {
      unwritten = Scratch.write(channel, unwritten);
      if (!unwritten.isEmpty()) await(SelectionKey.OP_WRITE);
      else if (isClosed(fromWriter)) endWriting();
      else if (!hasBeenPulled(fromWriter) && !isTurnOver(SelectionKey.OP_WRITE)) pull(fromWriter);
    } catch (IOException e) {
      fail(e);
    }
  }

  private void endWriting() {
    if (writeEnded) return;
    writeEnded = true;
    if (coupled || readEnded) {
      completeStage();
      return;
    }
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      fail(e);
    }
  }

  private void await(int operation) throws IOException {
    if (key == null) key = readiness.register(channel, onReady::invoke);
    readiness.await(key, operation);
  }

  // Trouble.

  private void fail(IOException cause) {
    StreamTcpException failure = new StreamTcpException("The connection broke: " + cause);
    failure.initCause(cause);
    failStage(failure);
  }

  private void reset(Throwable cause) {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // It is gone anyway.
    }
    failStage(cause);
  }
}
