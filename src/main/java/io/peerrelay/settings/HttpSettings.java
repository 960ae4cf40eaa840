package io.peerrelay.settings;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where clients reach the relay. */
public record HttpSettings(List<InetSocketAddress> listen, int maxConnections) {
  private static final Pattern ADDRESS = Pattern.compile("([^\\s/]+):(\\d{1,5})");

  static HttpSettings of(SettingsReader http) {
    return new HttpSettings(addresses(http), http.number("max-connections", 1, 1_000_000));
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
