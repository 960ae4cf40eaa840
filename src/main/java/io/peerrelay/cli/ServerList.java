package io.peerrelay.cli;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The servers of one relay, as they were given: {@code ws://a:8080,ws://b:8081}. */
record ServerList(List<URI> addresses) {
  private static final Pattern SCHEME = Pattern.compile("wss?://", Pattern.CASE_INSENSITIVE);

  ServerList {
    addresses = List.copyOf(addresses);
  }

  /**
   * @throws IllegalArgumentException where one is no address of a relay
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ServerList parse(String text) {
    return new ServerList(Arrays.stream(text.split(",", -1)).map(ServerList::address).toList());
  }

  private static URI address(String text) {
    try {
      URI uri = new URI(text.strip());
      if (uri.getHost() != null && SCHEME.matcher(uri.toString()).lookingAt()) return uri;
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new IllegalArgumentException(text + " (expected: ws://host:port or wss://host:port)");
  }

  /** Whether both are the same relay's: a server belongs to one relay only. */
  boolean sharesWith(ServerList other) {
    return !Collections.disjoint(addresses, other.addresses);
  }

  @JsonValue
  @Override
  public String toString() {
    return addresses.stream().map(URI::toString).collect(Collectors.joining(","));
  }
}
