package io.peerrelay.bench;

/** Something can't be measured because it does not exist here; the message says what to do. */
public final class NotThere extends Exception {
  private static final long serialVersionUID = 1L;

  NotThere(String message) {
    super(message);
  }
}
