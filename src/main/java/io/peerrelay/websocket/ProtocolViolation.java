package io.peerrelay.websocket;

import java.io.IOException;

/**
 * The peer broke the protocol; the connection must be closed with {@link #closeCode()}. The message
 * is a plain sentence that fits into a close frame.
 */
public final class ProtocolViolation extends IOException {
  private static final long serialVersionUID = 1L;

  private final int closeCode;

  ProtocolViolation(int closeCode, String message) {
    super(message);
    this.closeCode = closeCode;
  }

  public int closeCode() {
    return closeCode;
  }

  /** Says what a peer did, not where we are: a stack trace would only make an attack cheaper. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
