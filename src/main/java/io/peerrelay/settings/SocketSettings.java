package io.peerrelay.settings;

import java.time.Duration;

/** What one client may do to its socket; sizes in bytes, see conf/relay.conf. */
public record SocketSettings(
    int largestText,
    int largestBinaryFrame,
    int outbox,
    int messageRate,
    int errorRate,
    Duration loginDeadline,
    Duration pingInterval,
    Duration silenceLimit,
    Duration requestTimeout) {
  private static final int LARGEST = 64 * 1024 * 1024;

  static SocketSettings of(SettingsReader socket) {
    Duration ping = socket.time("ping-interval", Duration.ofMillis(100), Duration.ofDays(1));
    return new SocketSettings(
        (int) socket.bytes("largest-text", 1024, LARGEST),
        (int) socket.bytes("largest-binary-frame", 1024, LARGEST),
        (int) socket.bytes("outbox", 16 * 1024, LARGEST),
        socket.number("message-rate", 1, 1_000_000),
        socket.number("error-rate", 1, 1_000_000),
        socket.time("login-deadline", Duration.ofSeconds(1), Duration.ofDays(1)),
        ping,
        socket.time("silence-limit", ping.multipliedBy(2), Duration.ofDays(3)),
        socket.time("request-timeout", Duration.ofMillis(100), Duration.ofHours(1)));
  }
}
