package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.websocket.CloseCode;
import io.peerrelay.websocket.Message;
import io.peerrelay.websocket.ProtocolViolation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One open WebSocket: the thread that reads it, and what the frames mean.
 *
 * <pre>
 *   socket -> FrameReader -> text: answers -> PendingRequests
 *                                  the rest -> OpenTransfers, else the listener's thread
 *                            bytes: -> OpenTransfers -> IncomingTransfer
 *   socket <- FrameWriter <- requests, chunks of OutgoingTransfers
 * </pre>
 */
final class RelayConnection implements FrameReader.Receiver {
  private static final long CHUNK_BEFORE_LOGIN = 64 * 1024;
  private static final long PATIENCE_SECONDS = 2;

  private final Socket socket;
  private final FrameReader reader;
  private final FrameWriter writer;
  private final int window;
  private final PendingRequests requests;
  private final OpenTransfers transfers = new OpenTransfers();
  private final RelayListener listener;
  private final ExecutorService listening =
      Executors.newSingleThreadExecutor(task -> Threads.unstarted("relay-listener", task));
  private final CompletableFuture<RelayException> closed = new CompletableFuture<>();

  /** The first cause known, where a thread other than the reading one ends the connection. */
  private volatile RelayException cause;

  private volatile long largestChunk = CHUNK_BEFORE_LOGIN;

  private RelayConnection(Opening.Opened opened, ClientOptions options, RelayListener listener)
      throws IOException {
    socket = opened.socket();
    reader = new FrameReader(opened.input(), this);
    writer = new FrameWriter(socket.getOutputStream());
    window = options.window();
    requests = new PendingRequests(options.requestTimeout());
    this.listener = listener;
    opened.silence().onSilence(this::ping);
  }

  static RelayConnection open(URI relay, ClientOptions options, RelayListener listener) {
    try {
      RelayConnection connection =
          new RelayConnection(Opening.open(relay, options), options, listener);
      Threads.start("relay-reader", connection::readAll);
      return connection;
    } catch (IOException e) {
      throw ConnectionLostException.broken("The connection broke at once: " + e.getMessage(), e);
    }
  }

  // What the rest of the package sends.

  <T extends ServerMessage> CompletableFuture<T> request(ClientMessage message, Class<T> expected) {
    return request(message, expected, Function.identity());
  }

  /**
   * @param onAnswer is run by the reading thread, before it reads on
   */
  <T extends ServerMessage, R> CompletableFuture<R> request(
      ClientMessage message, Class<T> expected, Function<T, R> onAnswer) {
    PendingRequests.Pending<T, R> pending = requests.add(expected, onAnswer);
    try {
      writer.text(RelayDialect.encode(pending.id(), message));
    } catch (IOException e) {
      broken(e);
      requests.fail(pending.id(), cause);
    }
    return pending.future();
  }

  /** Sends a message that has no answer. */
  void send(ClientMessage message) {
    try {
      writer.text(RelayDialect.encode(null, message));
    } catch (IOException e) {
      broken(e);
    }
  }

  void chunk(long stream, byte[] buffer, int length) throws IOException {
    writer.chunk(stream, buffer, length);
  }

  long largestChunk() {
    return largestChunk;
  }

  int window() {
    return window;
  }

  OpenTransfers transfers() {
    return transfers;
  }

  /** Completed with the reason when the connection has ended. */
  CompletableFuture<RelayException> closed() {
    return closed;
  }

  void limit(ServerMessage.Limits limits) {
    largestChunk = Math.max(1, limits.binaryFrame() - Integer.BYTES);
  }

  /** Ends the connection because it can't be written to. */
  void broken(IOException e) {
    boolean first =
        endBecause(ConnectionLostException.broken("The connection broke: " + e.getMessage(), e));
    // Else it is ending already, and what was said last must still get through.
    if (first) closeSocket();
  }

  /** Cancels what is open, and ends the connection with a closing handshake. */
  void close() {
    // Answered before the socket goes: else the relay may see only that this side has vanished.
    waitFor(transfers.cancelAll("The other side has left."));
    endBecause(ConnectionLostException.closedHere());
    try {
      writer.close(CloseCode.NORMAL);
      waitFor(closed);
    } catch (IOException e) {
      // It was broken anyway.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeSocket();
  }

  private static void waitFor(CompletableFuture<?> event) {
    event
        .copy()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .handle((done, failure) -> null)
        .join();
  }

  // What the reading thread does.

  private void readAll() {
    RelayException reason;
    try {
      Optional<Message.Close> close = reader.readAll();
      reason = ConnectionLostException.closedByRelay(close);
      writer.close(close.map(Message.Close::code).orElse(CloseCode.NORMAL));
    } catch (SocketTimeoutException e) {
      reason = ConnectionLostException.broken("Nothing was heard from the relay any more.", e);
    } catch (EOFException e) {
      reason = ConnectionLostException.broken(e.getMessage(), e);
    } catch (ProtocolViolation e) {
      reason = ConnectionLostException.broken("The relay broke the protocol: " + e.getMessage(), e);
    } catch (IOException e) {
      reason = ConnectionLostException.broken("The connection broke: " + e.getMessage(), e);
    } catch (InterruptedException | RuntimeException e) {
      reason = new RelayException("This client failed: " + e, "Please report this.", false, e);
    }
    endBecause(reason);
    closeSocket();
    requests.failAll(cause);
    transfers.failAll(cause);
    closed.complete(cause);
    listening.execute(() -> listener.onClosed(cause));
    listening.shutdown();
  }

  @Override
  public void onText(String text) {
    RelayDialect.Answer answer;
    try {
      answer = RelayDialect.decodeAnswer(text);
    } catch (IllegalArgumentException e) {
      return; // A message of a newer version: not for this client.
    }
    boolean known = transfers.on(answer.message());
    if (answer.re() != null) requests.answer(answer.re(), answer.message());
    else if (!known) push(answer.message());
  }

  @Override
  public void onBytes(long stream, InputStream input, long length)
      throws IOException, InterruptedException {
    transfers.onBytes(stream, input, length);
  }

  @Override
  public void onPing(byte[] payload) throws IOException {
    writer.pong(payload);
  }

  private void push(ServerMessage message) {
    if (message instanceof ServerMessage.Offer offer)
      listening.execute(() -> listener.onOffer(new IncomingOffer(this, offer)));
    else if (message instanceof ServerMessage.Withdrawn withdrawn)
      listening.execute(() -> listener.onWithdrawn(withdrawn));
    else listening.execute(() -> listener.onMessage(message));
  }

  private void ping() {
    try {
      writer.ping();
    } catch (IOException e) {
      broken(e);
    }
  }

  /** Whether this was the first reason. */
  private synchronized boolean endBecause(RelayException reason) {
    if (cause != null) return false;
    cause = reason;
    return true;
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }
}
