package io.peerrelay.settings;

import java.time.Duration;

/** Limits of transfers; sizes in bytes, see conf/relay.conf. */
public record TransferSettings(
    WindowSettings window,
    long largestFile,
    Duration offerLifetime,
    Duration lifetime,
    Duration idleLimit,
    Duration ticketLifetime,
    long checkpoint,
    int openAtOnce) {
  static TransferSettings of(SettingsReader transfer) {
    return new TransferSettings(
        WindowSettings.of(transfer.at("window")),
        transfer.bytes("largest-file", 1, (1L << 53) - 1),
        transfer.time("offer-lifetime", Duration.ofMillis(100), Duration.ofDays(200)),
        transfer.time("lifetime", Duration.ofMillis(100), Duration.ofDays(200)),
        transfer.time("idle-limit", Duration.ofMillis(100), Duration.ofDays(1)),
        transfer.time("ticket-lifetime", Duration.ofMillis(100), Duration.ofDays(1)),
        transfer.bytes("checkpoint", 1024 * 1024, 1L << 40),
        transfer.number("open-at-once", 1, 1_000_000));
  }
}
