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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * One open WebSocket: the thread that reads it, and what the frames mean. Once it has ended it
 * stays so; what is open outlives it in a {@link Line}.
 *
 * <pre>
 *   socket -> FrameReader -> text: credit -> StreamEnd
 *                                  the rest -> Line; answers -> PendingRequests
 *                            bytes: -> StreamEnd
 *   socket <- FrameWriter <- requests, chunks
 * </pre>
 */
final class RelayConnection implements FrameReader.Receiver {
  private static final long CHUNK_BEFORE_LOGIN = 64 * 1024;
  private static final long PATIENCE_SECONDS = 2;

  private final URI server;
  private final Socket socket;
  private final FrameReader reader;
  private final FrameWriter writer;
  private final int window;
  private final PendingRequests requests;
  private final Map<Long, StreamEnd> streams = new ConcurrentHashMap<>();
  private final Observer observer;
  private final CompletableFuture<RelayException> closed = new CompletableFuture<>();

  /** The first cause known, where a thread other than the reading one ends the connection. */
  private volatile RelayException cause;

  private volatile long largestChunk = CHUNK_BEFORE_LOGIN;

  /** Hears, on the reading thread, what comes in. */
  interface Observer {
    /**
     * @param answers whether some request waits for it
     */
    void onMessage(RelayConnection from, ServerMessage message, boolean answers);

    /** Nothing more will come of this connection; all its requests have failed. */
    void onEnded(RelayConnection from, RelayException reason);
  }

  private RelayConnection(
      URI server, Opening.Opened opened, ClientOptions options, Observer observer)
      throws IOException {
    this.server = server;
    socket = opened.socket();
    reader = new FrameReader(opened.input(), this);
    writer = new FrameWriter(socket.getOutputStream());
    window = options.window();
    requests = new PendingRequests(options.requestTimeout());
    this.observer = observer;
    opened.silence().onSilence(this::ping);
  }

  /** An open connection that nobody reads yet. */
  static RelayConnection open(URI server, ClientOptions options, Observer observer) {
    try {
      return new RelayConnection(server, Opening.open(server, options), options, observer);
    } catch (IOException e) {
      throw ConnectionLostException.broken("The connection broke at once: " + e.getMessage(), e);
    }
  }

  void start() {
    Threads.start("relay-reader", this::readAll);
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

  URI server() {
    return server;
  }

  long largestChunk() {
    return largestChunk;
  }

  int window() {
    return window;
  }

  /** From now on, what comes for this stream goes there. */
  void open(long stream, StreamEnd end) {
    streams.put(stream, end);
  }

  /** What is still on its way for this stream is skipped. */
  void forget(StreamEnd end) {
    streams.values().remove(end);
  }

  /** Why it has ended or is about to; null while it is good. */
  RelayException cause() {
    return cause;
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

  /** Ends the connection with a closing handshake. */
  void close() {
    endBecause(ConnectionLostException.closedHere());
    try {
      writer.close(CloseCode.NORMAL);
      closed.copy().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException | ExecutionException | TimeoutException e) {
      // It was broken anyway.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeSocket();
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
    observer.onEnded(this, cause);
    closed.complete(cause);
  }

  @Override
  public void onText(String text) {
    RelayDialect.Answer answer;
    try {
      answer = RelayDialect.decodeAnswer(text);
    } catch (IllegalArgumentException e) {
      return; // A message of a newer version: not for this client.
    }
    if (answer.message() instanceof ServerMessage.Credit credit) {
      StreamEnd end = streams.get(credit.stream());
      if (end != null) end.onCredit(credit.bytes());
      return;
    }
    observer.onMessage(this, answer.message(), answer.re() != null);
    if (answer.re() != null) requests.answer(answer.re(), answer.message());
  }

  @Override
  public void onBytes(long stream, InputStream input, long length)
      throws IOException, InterruptedException {
    StreamEnd end = streams.get(stream);
    long taken = end == null ? 0 : end.onBytes(input, length);
    input.skipNBytes(length - taken); // Those of a transfer that has ended.
  }

  @Override
  public void onPing(byte[] payload) throws IOException {
    writer.pong(payload);
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
