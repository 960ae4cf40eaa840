package io.peerrelay.settings;

import java.util.Optional;

/**
 * Which database holds the journal.
 *
 * @param uri empty for the embedded one
 */
public record MongoSettings(Optional<String> uri, int embeddedPort) {
  static MongoSettings of(SettingsReader mongo) {
    String uri = mongo.text("uri").strip();
    if (!uri.isEmpty() && !uri.startsWith("mongodb://") && !uri.startsWith("mongodb+srv://"))
      throw mongo.invalid("uri", "mongodb://host:port/database, or nothing");
    return new MongoSettings(
        Optional.of(uri).filter(text -> !text.isEmpty()), mongo.number("embedded-port", 0, 65_535));
  }

  @Override
  public String toString() {
    return "MongoSettings[" + (uri.isPresent() ? "external" : "embedded") + "]";
  }
}
