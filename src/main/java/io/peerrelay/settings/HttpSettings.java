package io.peerrelay.settings;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where clients reach the relay.
 *
 * @param nullOrigin whether pages are let in that have no origin, as those opened from a file
 * @param publicUrl what the addresses of transfers begin with, without a / at its end; empty for
 *     whatever the client itself called the relay
 */
public record HttpSettings(
    List<Listener> listen, int maxConnections, boolean nullOrigin, String publicUrl) {
  private static final Pattern URL = Pattern.compile("https?://[^\\s?#]*[^\\s?#/]");

  static HttpSettings of(SettingsReader http) {
    return new HttpSettings(
        Listener.all(http),
        http.number("max-connections", 1, 1_000_000),
        http.flag("null-origin"),
        publicUrl(http));
  }

  private static String publicUrl(SettingsReader http) {
    String url = http.text("public-url").strip();
    if (!url.isEmpty() && !URL.matcher(url).matches())
      throw http.invalid("public-url", "http://… or https://… without a / at its end, or empty");
    return url;
  }
}
