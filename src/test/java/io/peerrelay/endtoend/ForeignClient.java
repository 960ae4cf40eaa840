package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that shares no code with the relay: the JDK's WebSocket, JSON written by hand. */
final class ForeignClient implements AutoCloseable, WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PATIENCE_SECONDS = 15;

  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final Map<Integer, ByteArrayOutputStream> streams = new ConcurrentHashMap<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private WebSocket socket;

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
    client.send("{'type':'login','username':'%s','password':'correct horse 7'}", username);
    client.expect("welcome");
    return client;
  }

  /** Sends a message; single quotes stand for double ones. */
  void send(String template, Object... values) {
    sendText(template.replace('\'', '"').formatted(values));
  }

  void sendText(String frame) {
    socket.sendText(frame, true).join();
  }

  void sendBytes(long stream, byte[] bytes) {
    ByteBuffer frame =
        ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt((int) stream).put(bytes);
    socket.sendBinary(frame.flip(), true).join();
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

  /** The next message that is no progress report or credit, which must be of this type. */
  JsonNode expect(String type) {
    JsonNode message = next();
    while (isAside(message) && !type.equals(message.path("type").asText())) message = next();
    assertThat(message.path("type").asText()).as("type of %s", message).isEqualTo(type);
    return message;
  }

  JsonNode expectError(String code) {
    JsonNode error = expect("error");
    assertThat(error.path("code").asText()).as("code of %s", error).isEqualTo(code);
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.path("hint").asText()).isNotBlank();
    return error;
  }

  /** Shows that nothing but asides came before the answer to a ping. */
  void expectNothing() {
    send("{'type':'ping','id':'nothing'}");
    assertThat(expect("pong").path("re").asText()).isEqualTo("nothing");
  }

  private static boolean isAside(JsonNode message) {
    String type = message.path("type").asText();
    return type.equals("progress") || type.equals("credit");
  }

  /** What came on a stream so far. */
  byte[] received(long stream) {
    ByteArrayOutputStream bytes = streams.get((int) stream);
    return bytes == null ? new byte[0] : bytes.toByteArray();
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
  }

  @Override
  public void close() {
    socket.abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      messages.add(parse(text.toString()));
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
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
