package io.peerrelay.protocol.dialect;

import io.peerrelay.protocol.Json;
import java.util.List;
import java.util.Optional;

/**
 * How it is found out what the client of a socket speaks: by its opening, or else by its first JSON
 * text.
 *
 * <pre>
 *  opening --+-- a kind that opens so ------------------------------> that kind
 *            +-- relay.v1 asked for, or nothing else spoken here ---> relay.v1
 *            +-- else, text by text:
 *                  no JSON --- ignored where a kind says so, else relay.v1 answers; still open
 *                  JSON -----+ with a `type` ----------------------> relay.v1
 *                            + that a kind begins with ------------> that kind
 *                            + else -------------------------------> relay.v1
 * </pre>
 *
 * Where relay.v1 is not spoken, the first kind stands in for it.
 */
public final class Reception {
  /** The subprotocol by which a client asks for relay.v1. */
  public static final String RELAY_SUBPROTOCOL = "relay.v1";

  /** Who opens this path expects an answer to whatever it says. */
  private static final String RELAY_PATH = "/ws";

  private final Dialects dialects;
  private final Opening opening;
  private final Optional<DialectKind> opened;

  public Reception(Dialects dialects, Opening opening) {
    this.dialects = dialects;
    this.opening = opening;
    this.opened = dialects.kinds().stream().filter(kind -> kind.opens(opening)).findFirst();
  }

  /** A client of relay.v1, as is known beforehand. */
  public static Reception ofRelay() {
    return new Reception(Dialects.relayOnly(), new Opening("/", List.of()));
  }

  public Dialects dialects() {
    return dialects;
  }

  /** What the opening alone says it speaks, if not relay.v1. */
  public Optional<Dialect> opened() {
    return opened.map(kind -> kind.create(opening));
  }

  /** Whether the client is one of the relay's own, whatever it will say. */
  public boolean isRelay() {
    return opened.isEmpty() && dialects.relay() && (dialects.kinds().isEmpty() || asksForRelay());
  }

  /** What of the subprotocols that the client offers it is given. */
  public Optional<String> subprotocol() {
    if (opened.isPresent()) return opening.subprotocols().stream().findFirst();
    return asksForRelay() ? Optional.of(RELAY_SUBPROTOCOL) : Optional.empty();
  }

  private boolean asksForRelay() {
    return dialects.relay() && opening.subprotocols().contains(RELAY_SUBPROTOCOL);
  }

  /** Whether this text, the first that counts, decides what the client speaks. */
  public boolean decides(String text) {
    return !Json.read(text).isMissingNode() || !(dialects.relay() || ignores(text));
  }

  /** Whether a text that decides nothing is for nobody to answer. */
  public boolean ignores(String text) {
    return !opening.path().equals(RELAY_PATH)
        && dialects.kinds().stream().anyMatch(kind -> kind.ignores(text));
  }

  /** What the client speaks whose text decides; empty for relay.v1. */
  public Optional<Dialect> begin(String text) {
    if (dialects.relay() && Json.read(text).has("type")) return Optional.empty();
    return dialects.kinds().stream()
        .filter(kind -> kind.begins(text))
        .findFirst()
        .or(() -> dialects.relay() ? Optional.empty() : dialects.kinds().stream().findFirst())
        .map(kind -> kind.create(opening));
  }
}
