package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the method numbers, which sees every frame as it came. */
final class NumberedClient implements AutoCloseable, WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private WebSocket socket;

  static NumberedClient connect(InetSocketAddress relay, String... subprotocols) {
    NumberedClient client = new NumberedClient();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (subprotocols.length > 0)
      builder.subprotocols(
          subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
    URI uri = URI.create("ws://127.0.0.1:" + relay.getPort() + "/");
    client.socket = builder.buildAsync(uri, client).join();
    return client;
  }

  /** What of the subprotocols the relay has chosen. */
  String subprotocol() {
    return socket.getSubprotocol();
  }

  void send(String frame) {
    socket.sendText(frame, true).join();
  }

  String next() {
    try {
      String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(frame).as("a frame").isNotNull();
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String ask(String frame) {
    send(frame);
    return next();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      frames.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
