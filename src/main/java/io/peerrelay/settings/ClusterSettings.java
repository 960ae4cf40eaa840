package io.peerrelay.settings;

/** The address under which other nodes reach this one. */
public record ClusterSettings(String host, int port) {
  static ClusterSettings of(SettingsReader cluster) {
    return new ClusterSettings(cluster.text("host"), cluster.number("port", 0, 65_535));
  }
}
