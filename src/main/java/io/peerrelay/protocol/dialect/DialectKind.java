package io.peerrelay.protocol.dialect;

/**
 * A kind of clients, and how to tell it from the others: by how the socket was opened, or else by
 * its first text.
 */
public interface DialectKind {
  /** As the settings call it, such as {@code rocket}. */
  String name();

  /** Whether the path or the subprotocols alone say that the client is of this kind. */
  default boolean opens(Opening opening) {
    return false;
  }

  /** Whether a socket's first text is one of this kind's. */
  boolean begins(String text);

  Dialect create(Opening opening);
}
