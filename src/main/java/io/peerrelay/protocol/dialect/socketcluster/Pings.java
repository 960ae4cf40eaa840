package io.peerrelay.protocol.dialect.socketcluster;

import io.peerrelay.protocol.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

/**
 * The pings on their way. Its answer shows that a client has all that was sent before it: so far
 * its user has read, and so far nothing is sent again after a reconnect.
 */
final class Pings {
  /** A ping for what was sent, no more often than this. */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Queue<Map<ConversationId, Long>> underWay = new ArrayDeque<>(1);
  private Instant latest = Instant.MIN;

  Pings(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether something that was just sent is to be followed by a ping. */
  boolean isDue() {
    return underWay.isEmpty() && !clock.instant().isBefore(next());
  }

  private Instant next() {
    return latest.equals(Instant.MIN) ? latest : latest.plus(INTERVAL);
  }

  /**
   * @param before what was sent and not confirmed
   */
  void sent(Map<ConversationId, Long> before) {
    underWay.add(before);
    latest = clock.instant();
  }

  /** What the client has now. */
  Map<ConversationId, Long> answered() {
    Map<ConversationId, Long> before = underWay.poll();
    return before == null ? Map.of() : before;
  }
}
