package io.peerrelay.settings;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where clients reach the relay.
 *
 * @param publicUrl what the addresses of transfers begin with, without a / at its end; empty for
 *     whatever the client itself called the relay
 */
public record HttpSettings(List<InetSocketAddress> listen, int maxConnections, String publicUrl) {
  private static final Pattern URL = Pattern.compile("https?://[^\\s?#]*[^\\s?#/]");

  static HttpSettings of(SettingsReader http) {
    return new HttpSettings(
        listen(http), http.number("max-connections", 1, 1_000_000), publicUrl(http));
  }

  private static List<InetSocketAddress> listen(SettingsReader http) {
    List<InetSocketAddress> addresses = http.addresses("listen");
    if (addresses.isEmpty()) throw http.invalid("listen", SettingsReader.ADDRESSES);
    return addresses;
  }

  private static String publicUrl(SettingsReader http) {
    String url = http.text("public-url").strip();
    if (!url.isEmpty() && !URL.matcher(url).matches())
      throw http.invalid("public-url", "http://… or https://… without a / at its end, or empty");
    return url;
  }
}
