package io.peerrelay.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.peerrelay.protocol.Username;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;

/**
 * Tickets that let one HTTP request act for a user of a transfer. They are of this moment: after a
 * restart `resume` gives new ones.
 */
final class Tickets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST = 32;

  private final ArrayDeque<Ticket> open = new ArrayDeque<>();
  private final Duration lifetime;

  private record Ticket(byte[] value, Username user, Instant expiresAt) {}

  Tickets(Duration lifetime) {
    this.lifetime = lifetime;
  }

  String issue(Username user) {
    byte[] random = new byte[18];
    RANDOM.nextBytes(random);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    open.add(new Ticket(value.getBytes(US_ASCII), user, Instant.now().plus(lifetime)));
    if (open.size() > MOST) open.remove();
    return value;
  }

  /**
   * Whose it is; empty if it never was, was used, or is too old.
   *
   * @param useUp whether it is good no longer after this
   */
  Optional<Username> redeem(String value, boolean useUp) {
    for (Iterator<Ticket> all = open.iterator(); all.hasNext(); ) {
      Ticket ticket = all.next();
      if (!MessageDigest.isEqual(ticket.value(), value.getBytes(US_ASCII))) continue;
      if (useUp) all.remove();
      return Optional.of(ticket)
          .filter(one -> one.expiresAt().isAfter(Instant.now()))
          .map(Ticket::user);
    }
    return Optional.empty();
  }
}
