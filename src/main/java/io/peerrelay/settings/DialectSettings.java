package io.peerrelay.settings;

/** The clients of older servers, see conf/relay.conf. */
public record DialectSettings(MethodSettings methods) {
  static DialectSettings of(SettingsReader dialects) {
    return new DialectSettings(MethodSettings.of(dialects.at("methods")));
  }
}
