package io.peerrelay.protocol.dialect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is spoken at an address: by the relay's own clients, by older ones, or both.
 *
 * @param relay whether relay.v1 is
 * @param pingInterval how often an older client is sent its ping
 */
public record Dialects(boolean relay, List<DialectKind> kinds, Duration pingInterval) {
  /** What the settings call relay.v1. */
  public static final String RELAY = "relay";

  public Dialects {
    kinds = List.copyOf(kinds);
  }

  /** Relay.v1 alone. */
  public static Dialects relayOnly() {
    return new Dialects(true, List.of(), Duration.ZERO);
  }

  public List<String> names() {
    return Stream.concat(
            Stream.of(RELAY).filter(name -> relay), kinds.stream().map(DialectKind::name))
        .collect(Collectors.toList());
  }

  /**
   * Those of these names; all where there is none.
   *
   * @throws IllegalArgumentException where a name is not among these
   */
  public Dialects only(List<String> names) {
    if (names.isEmpty()) return this;
    List<DialectKind> chosen = new ArrayList<>();
    for (String name : names) {
      if (!names().contains(name))
        throw new IllegalArgumentException(
            "dialect: " + name + " (expected: " + String.join(", ", names()) + ")");
      kinds.stream().filter(kind -> kind.name().equals(name)).forEach(chosen::add);
    }
    return new Dialects(names.contains(RELAY), chosen, pingInterval);
  }
}
