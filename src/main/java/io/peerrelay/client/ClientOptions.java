package io.peerrelay.client;

import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * How a client behaves.
 *
 * @param connectTimeout for reaching the relay, and again for the opening handshake
 * @param requestTimeout after which a request without an answer fails
 * @param silence after so long without a frame the client pings; after twice that, the relay is
 *     taken for gone
 * @param window bytes of one incoming transfer that may wait for its sink: the most memory it costs
 * @param tls for wss; null: the platform's default
 * @param reconnection what becomes of a broken connection
 */
public record ClientOptions(
    Duration connectTimeout,
    Duration requestTimeout,
    Duration silence,
    int window,
    SSLContext tls,
    Reconnection reconnection) {
  private static final int SMALLEST_WINDOW = 64 * 1024;

  public ClientOptions {
    positive("connectTimeout", connectTimeout);
    positive("requestTimeout", requestTimeout);
    positive("silence", silence);
    Objects.requireNonNull(reconnection, "reconnection");
    if (window < SMALLEST_WINDOW)
      throw new IllegalArgumentException(
          "window: " + window + " (expected: >= " + SMALLEST_WINDOW + ")");
  }

  public static ClientOptions defaults() {
    return new ClientOptions(
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        4 << 20,
        null,
        Reconnection.persistent());
  }

  public ClientOptions withConnectTimeout(Duration timeout) {
    return new ClientOptions(timeout, requestTimeout, silence, window, tls, reconnection);
  }

  public ClientOptions withSilence(Duration duration) {
    return new ClientOptions(connectTimeout, requestTimeout, duration, window, tls, reconnection);
  }

  public ClientOptions withTls(SSLContext context) {
    return new ClientOptions(
        connectTimeout, requestTimeout, silence, window, context, reconnection);
  }

  public ClientOptions withReconnection(Reconnection other) {
    return new ClientOptions(connectTimeout, requestTimeout, silence, window, tls, other);
  }

  private static void positive(String name, Duration value) {
    if (value.toMillis() <= 0)
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1 ms)");
  }
}
