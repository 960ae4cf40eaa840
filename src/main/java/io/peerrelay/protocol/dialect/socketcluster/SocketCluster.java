package io.peerrelay.protocol.dialect.socketcluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.peerrelay.protocol.Json;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.DialectKind;
import io.peerrelay.protocol.dialect.Opening;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Clients of SocketCluster, protocol version 2: servers from version 15 on speak it, with an empty
 * frame for a ping.
 */
public final class SocketCluster implements DialectKind {
  private static final String PATH = "/socketcluster";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 15;

  private final Duration pingTimeout;

  /**
   * @param pingInterval how often they are pinged; one that hears nothing for three times as long
   *     takes the relay for gone
   */
  public SocketCluster(Duration pingInterval) {
    this.pingTimeout = pingInterval.multipliedBy(3);
  }

  @Override
  public String name() {
    return "socketcluster";
  }

  @Override
  public boolean opens(Opening opening) {
    return opening.path().equals(PATH) || opening.path().equals(PATH + "/");
  }

  /** Wherever the socket was opened, nobody else begins with a handshake of this form. */
  @Override
  public boolean begins(String text) {
    JsonNode first = Json.read(text);
    return (first.isArray() ? first.path(0) : first).path("event").asText().equals("#handshake");
  }

  @Override
  public Dialect create(Opening opening) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return new SocketClusterDialect(
        Base64.getUrlEncoder().encodeToString(id), pingTimeout, InstantSource.system());
  }
}
