package io.peerrelay.settings;

import java.time.Duration;

/**
 * The clients of older servers, see conf/relay.conf.
 *
 * @param pingInterval how often one is sent its ping
 */
public record DialectSettings(Duration pingInterval, RocketSettings rocket) {
  static DialectSettings of(SettingsReader dialects) {
    return new DialectSettings(
        dialects.time("ping-interval", Duration.ofMillis(100), Duration.ofDays(1)),
        RocketSettings.of(dialects.at("rocket")));
  }
}
