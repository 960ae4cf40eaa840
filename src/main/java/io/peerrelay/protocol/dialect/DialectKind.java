package io.peerrelay.protocol.dialect;

/**
 * A kind of clients, and how to tell it from the others: by how the socket was opened, or else by
 * its first text. There is one object a node, used by all sockets.
 */
public interface DialectKind {
  /** As the settings call it, such as {@code rocket}. */
  String name();

  /**
   * Whether the path or the subprotocols alone say that the client is of this kind. Of the
   * subprotocols, if there are any, the first is chosen then.
   */
  default boolean opens(Opening opening) {
    return false;
  }

  /** Whether a socket's first text is one of this kind's. */
  boolean begins(String text);

  /**
   * Whether its clients may say this for nobody to answer, before they begin.
   *
   * @param text no JSON
   */
  default boolean ignores(String text) {
    return false;
  }

  Dialect create(Opening opening);
}
