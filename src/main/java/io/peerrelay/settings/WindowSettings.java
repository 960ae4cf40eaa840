package io.peerrelay.settings;

/** How many bytes of transfers may be on the way inside the relay; see conf/relay.conf. */
public record WindowSettings(long first, long largest, long memory) {
  private static final long LEAST = 4 * 1024;
  private static final long MOST = 1L << 30;

  static WindowSettings of(SettingsReader window) {
    long first = window.bytes("first", LEAST, MOST);
    long largest = window.bytes("largest", first, MOST);
    return new WindowSettings(first, largest, window.bytes("memory", largest, 1L << 40));
  }
}
