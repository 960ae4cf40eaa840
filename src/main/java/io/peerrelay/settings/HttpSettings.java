package io.peerrelay.settings;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where clients reach the relay.
 *
 * @param publicUrl what the addresses of transfers begin with, without a / at its end; empty for
 *     whatever the client itself called the relay
 */
public record HttpSettings(List<InetSocketAddress> listen, int maxConnections, String publicUrl) {
  private static final Pattern URL = Pattern.compile("https?://[^\\s?#]*[^\\s?#/]");
  private static final Pattern ADDRESS = Pattern.compile("([^\\s/]+):(\\d{1,5})");

  static HttpSettings of(SettingsReader http) {
    return new HttpSettings(
        addresses(http), http.number("max-connections", 1, 1_000_000), publicUrl(http));
  }

  private static String publicUrl(SettingsReader http) {
    String url = http.text("public-url").strip();
    if (!url.isEmpty() && !URL.matcher(url).matches())
      throw http.invalid("public-url", "http://… or https://… without a / at its end, or empty");
    return url;
  }

  private static List<InetSocketAddress> addresses(SettingsReader http) {
    return Arrays.stream(http.text("listen").split(","))
        .map(entry -> address(http, entry.strip()))
        .toList();
  }

  private static InetSocketAddress address(SettingsReader http, String entry) {
    Matcher parts = ADDRESS.matcher(entry);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535)
      throw http.invalid("listen", "host:port, separated by commas, such as 127.0.0.1:8080");
    return InetSocketAddress.createUnresolved(parts.group(1), Integer.parseInt(parts.group(2)));
  }
}
