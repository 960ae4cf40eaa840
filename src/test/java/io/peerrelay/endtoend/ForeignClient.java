package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A client that shares no code with the relay: the JDK's WebSocket, JSON written by hand. */
final class ForeignClient implements AutoCloseable, WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PATIENCE_SECONDS = 15;

  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final Map<Integer, ByteArrayOutputStream> streams = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicLong> credit = new ConcurrentHashMap<>();
  private final List<Progress> progress = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private WebSocket socket;
  private String username;
  private String token;

  /** A report of progress, and when it came. */
  record Progress(String transfer, long bytes, long total, Instant at) {}

  static ForeignClient connect(InetSocketAddress relay) {
    ForeignClient client = new ForeignClient();
    URI uri = URI.create("ws://127.0.0.1:" + relay.getPort() + "/ws");
    client.socket =
        HTTP.newWebSocketBuilder().subprotocols("relay.v1").buildAsync(uri, client).join();
    return client;
  }

  /** A client whose user is registered (without an address, so at once) and logged in. */
  static ForeignClient loggedIn(InetSocketAddress relay, String username) {
    ForeignClient client = connect(relay);
    client.send("{'type':'register','username':'%s','password':'correct horse 7'}", username);
    assertThat(client.next().path("type").asText()).isIn("registered", "error");
    client.logIn(username, "correct horse 7");
    return client;
  }

  /** One more device of a user who is registered. */
  static ForeignClient login(InetSocketAddress relay, String username, String password) {
    ForeignClient client = connect(relay);
    client.logIn(username, password);
    return client;
  }

  private void logIn(String name, String password) {
    send("{'type':'login','username':'%s','password':'%s'}", name, password);
    token = expect("welcome").path("token").asText();
    username = name;
  }

  String username() {
    return username;
  }

  /** Of its session. */
  String token() {
    return token;
  }

  /** Sends a message; single quotes stand for double ones. */
  void send(String template, Object... values) {
    sendText(template.replace('\'', '"').formatted(values));
  }

  synchronized void sendText(String frame) {
    socket.sendText(frame, true).join();
  }

  void sendBytes(long stream, byte[] bytes) {
    ByteBuffer frame =
        ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt((int) stream).put(bytes);
    sendFrame(frame.array());
  }

  synchronized void sendFrame(byte[] binary) {
    socket.sendBinary(ByteBuffer.wrap(binary), true).join();
  }

  /** Sends as a client should: in pieces of this size, and no byte without credit. */
  void sendWithinCredit(long stream, byte[] bytes, int piece) {
    int sent = 0;
    while (sent < bytes.length) {
      int size = Math.min(piece, bytes.length - sent);
      awaitCredit(stream, size, Duration.ofSeconds(PATIENCE_SECONDS));
      sendBytes(stream, Arrays.copyOfRange(bytes, sent, sent + size));
      sent += size;
    }
  }

  /** Waits for so much credit, and takes it. */
  void awaitCredit(long stream, int bytes, Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> credit(stream) >= bytes);
    creditOf(stream).addAndGet(-bytes);
  }

  /** What it may still send on a stream. */
  long credit(long stream) {
    return creditOf(stream).get();
  }

  private AtomicLong creditOf(long stream) {
    return credit.computeIfAbsent((int) stream, unused -> new AtomicLong());
  }

  List<Progress> progress() {
    return progress;
  }

  JsonNode next() {
    try {
      JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(message).as("a message from the relay").isNotNull();
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next message; empty if the socket is closed first, or none comes for a while. */
  Optional<JsonNode> poll() throws InterruptedException {
    for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
      JsonNode message = messages.poll(50, TimeUnit.MILLISECONDS);
      if (message != null) return Optional.of(message);
      if (isClosed() && messages.isEmpty()) return Optional.empty();
    }
    return Optional.empty();
  }

  /** The next message (reports of progress and credit are kept apart), which has this type. */
  JsonNode expect(String type) {
    JsonNode message = next();
    assertThat(message.path("type").asText()).as("type of %s", message).isEqualTo(type);
    return message;
  }

  /** The next message of this type, whatever comes before it. */
  JsonNode awaitMessage(String type) {
    JsonNode message = next();
    while (!message.path("type").asText().equals(type)) message = next();
    return message;
  }

  JsonNode expectError(String code) {
    JsonNode error = expect("error");
    assertThat(error.path("code").asText()).as("code of %s", error).isEqualTo(code);
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.path("hint").asText()).isNotBlank();
    return error;
  }

  /** Shows that nothing came before the answer to a ping. */
  void expectNothing() {
    send("{'type':'ping','id':'nothing'}");
    assertThat(expect("pong").path("re").asText()).isEqualTo("nothing");
  }

  /** Nothing that {@link #next} would tell has come so far; the relay is not asked. */
  boolean hearsNothing() {
    return messages.isEmpty();
  }

  /** What came on a stream so far. */
  byte[] received(long stream) {
    ByteArrayOutputStream bytes = streams.get((int) stream);
    return bytes == null ? new byte[0] : bytes.toByteArray();
  }

  /** Waits until so many bytes have come on a stream; says what else came where they don't. */
  void awaitReceived(long stream, int bytes) {
    await()
        .untilAsserted(
            () ->
                assertThat(received(stream).length)
                    .as(
                        "bytes on stream %d; closed: %s, other streams: %s, messages: %s",
                        stream, isClosed(), streams.keySet(), messages)
                    .isEqualTo(bytes));
  }

  int expectClosed() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  boolean isClosed() {
    return closed.isDone();
  }

  /** Ends the connection without a word. */
  void abort() {
    socket.abort();
    closed.complete(1006);
  }

  @Override
  public void close() {
    abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      onMessage(parse(text.toString()));
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  private void onMessage(JsonNode message) {
    switch (message.path("type").asText()) {
      case "credit" ->
          creditOf(message.path("stream").asLong()).addAndGet(message.path("bytes").asLong());
      case "progress" ->
          progress.add(
              new Progress(
                  message.path("transfer").asText(),
                  message.path("bytes").asLong(),
                  message.path("total").asLong(),
                  Instant.now()));
      case "accepted" -> {
        creditOf(message.path("stream").asLong()).addAndGet(message.path("credit").asLong());
        messages.add(message);
      }
      default -> messages.add(message);
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer part, boolean last) {
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    binary.writeBytes(bytes);
    if (last) {
      ByteBuffer frame = ByteBuffer.wrap(binary.toByteArray());
      int stream = frame.getInt();
      streams
          .computeIfAbsent(stream, unused -> new ByteArrayOutputStream())
          .write(frame.array(), Integer.BYTES, frame.remaining());
      binary.reset();
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.complete(1006);
  }

  private static ObjectNode parse(String frame) {
    try {
      return (ObjectNode) JSON.readTree(frame);
    } catch (JsonProcessingException e) {
      throw new AssertionError(frame, e);
    }
  }
}
