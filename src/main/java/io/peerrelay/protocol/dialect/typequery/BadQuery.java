package io.peerrelay.protocol.dialect.typequery;

/** A text of the client can't be answered; the message says why, and repeats nothing of it. */
final class BadQuery extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BadQuery(String reason) {
    super(reason);
  }
}
