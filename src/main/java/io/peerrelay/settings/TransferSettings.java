package io.peerrelay.settings;

import java.time.Duration;

/** Limits of transfers; sizes in bytes, see conf/relay.conf. */
public record TransferSettings(
    int credit, long largestFile, Duration offerLifetime, int openAtOnce) {
  static TransferSettings of(SettingsReader transfer) {
    return new TransferSettings(
        (int) transfer.bytes("credit", 4 * 1024, 256 * 1024 * 1024),
        transfer.bytes("largest-file", 1, (1L << 53) - 1),
        transfer.time("offer-lifetime", Duration.ofMillis(100), Duration.ofDays(200)),
        transfer.number("open-at-once", 1, 1_000_000));
  }
}
