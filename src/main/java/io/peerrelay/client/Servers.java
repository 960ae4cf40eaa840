package io.peerrelay.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The servers of one relay, in turn. Each client has them in an order of its own, by chance: so
 * many clients spread over the servers, and those of a server that goes over all others.
 */
final class Servers {
  /** Of several, one that does not answer is soon passed by; but it may be slow. */
  private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(3);

  private final List<URI> inTurn;
  private final ClientOptions options;
  private int next;

  /**
   * @throws IllegalArgumentException where one of the addresses can't be that of a relay
   */
  Servers(List<URI> servers, ClientOptions options) {
    if (servers.isEmpty())
      throw new IllegalArgumentException("servers: none (expected: at least one)");
    servers.forEach(Opening::check);
    inTurn = new ArrayList<>(servers);
    Collections.shuffle(inTurn);
    this.options = options.withConnectTimeout(share(options.connectTimeout(), servers.size()));
  }

  int count() {
    return inTurn.size();
  }

  /**
   * To whichever answers first.
   *
   * @throws RelayException if none does
   */
  RelayConnection openAny(RelayConnection.Observer observer) {
    for (int left = count(); ; left--) {
      try {
        return openNext(observer);
      } catch (RelayException e) {
        if (left == 1) throw e;
      }
    }
  }

  /**
   * @throws RelayException if that one does not answer
   */
  RelayConnection openNext(RelayConnection.Observer observer) {
    return RelayConnection.open(next(), options, observer);
  }

  private synchronized URI next() {
    URI server = inTurn.get(next);
    next = (next + 1) % inTurn.size();
    return server;
  }

  /** A round over all of them takes about as long as one alone might. */
  private static Duration share(Duration patience, int servers) {
    Duration share = patience.dividedBy(servers);
    Duration least = patience.compareTo(SHORTEST_PATIENCE) < 0 ? patience : SHORTEST_PATIENCE;
    return share.compareTo(least) < 0 ? least : share;
  }
}
