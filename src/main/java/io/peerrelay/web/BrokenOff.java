package io.peerrelay.web;

/** Ends the connection in the middle of a body, so that the client sees that it has not all. */
final class BrokenOff extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a trace: it is no error of the relay. */
  BrokenOff() {
    super("the transfer does not go on here", null, false, false);
  }
}
