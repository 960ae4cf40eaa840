package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A SocketCluster client, written by hand: its frames are kept as they came, and pings answered.
 */
final class Subscriber implements AutoCloseable, WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final Consumer<JsonNode> pushes;
  private CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(null);
  private volatile WebSocket socket;
  private volatile boolean closed;
  private volatile boolean answersPings = true;

  /**
   * @param pushes takes them; null: they are among the frames
   */
  private Subscriber(Consumer<JsonNode> pushes) {
    this.pushes = pushes;
  }

  static Subscriber connect(InetSocketAddress relay) {
    return connect(relay, null);
  }

  static Subscriber connect(InetSocketAddress relay, Consumer<JsonNode> pushes) {
    Subscriber subscriber = new Subscriber(pushes);
    subscriber.socket =
        HTTP.newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .buildAsync(
                URI.create("ws://127.0.0.1:" + relay.getPort() + "/socketcluster/"), subscriber)
            .join();
    return subscriber;
  }

  /** One that is logged in. */
  static Subscriber of(InetSocketAddress relay, String token, Consumer<JsonNode> pushes) {
    Subscriber subscriber = connect(relay, pushes);
    subscriber.send("{'event':'#handshake','data':{'authToken':'%s'},'cid':1}", token);
    assertThat(subscriber.next()).contains("\"rid\":1").contains("\"isAuthenticated\":true");
    return subscriber;
  }

  /** Single quotes stand for double ones. */
  void send(String template, Object... values) {
    sendAfterOthers(template.replace('\'', '"').formatted(values)).join();
  }

  /** One frame after the other: a call may meet the answer to a ping, sent by another thread. */
  private synchronized CompletableFuture<WebSocket> sendAfterOthers(String frame) {
    sent = sent.thenCompose(ignored -> socket.sendText(frame, true));
    return sent;
  }

  /** The next frame, as it came; pings are none. */
  String next() {
    try {
      String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(frame).as("a frame of the relay").isNotNull();
      return frame;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Shows that nothing came before the answer to a call. */
  void expectNothing() {
    send("{'event':'nothing','cid':99}");
    assertThat(next()).startsWith("{\"rid\":99,");
  }

  void stopAnsweringPings() {
    answersPings = false;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      String frame = text.toString();
      text.setLength(0);
      take(frame);
    }
    webSocket.request(1);
    return null;
  }

  private void take(String frame) {
    if (frame.isEmpty()) {
      if (answersPings) sendAfterOthers("");
    } else if (pushes != null && frame.startsWith("{\"event\":\"#publish\"")) {
      pushes.accept(parse(frame).path("data"));
    } else {
      frames.add(frame);
    }
  }

  private static JsonNode parse(String frame) {
    try {
      return JSON.readTree(frame);
    } catch (JsonProcessingException e) {
      throw new AssertionError(frame, e);
    }
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    socket = webSocket;
    webSocket.request(1);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed = true;
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed = true;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
