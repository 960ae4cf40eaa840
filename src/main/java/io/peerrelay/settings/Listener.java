package io.peerrelay.settings;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/**
 * One address that clients may open sockets on.
 *
 * @param address unresolved
 * @param dialects names of what may be spoken there, as they were written; none: whatever there is
 */
public record Listener(InetSocketAddress address, List<String> dialects) {
  private static final String EXPECTED =
      SettingsReader.ADDRESSES + "; behind each, after spaces, what is spoken there";

  static List<Listener> all(SettingsReader http) {
    String text = http.text("listen").strip();
    if (text.isEmpty()) throw http.invalid("listen", EXPECTED);
    return Arrays.stream(text.split(",", -1)).map(entry -> of(http, entry.strip())).toList();
  }

  private static Listener of(SettingsReader http, String entry) {
    List<String> words = List.of(entry.split("\\s+"));
    return new Listener(
        http.address("listen", words.get(0), EXPECTED), words.subList(1, words.size()));
  }

  /** As it stands in the settings, with another port. */
  String withPort(int port) {
    return String.join(" ", address.getHostString() + ":" + port, String.join(" ", dialects))
        .strip();
  }

  /** For a name that nothing is called that is spoken here. */
  public InvalidSetting unknown(String dialect, List<String> known) {
    return new InvalidSetting(
        "relay.http.listen",
        dialect,
        "behind "
            + address.getHostString()
            + ":"
            + address.getPort()
            + ", nothing or any of "
            + String.join(", ", known));
  }
}
