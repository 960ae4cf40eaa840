package io.peerrelay.transfer;

/** Ends the connection of a link at once, so that the other node sees that something is missing. */
final class LinkLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a trace: it is no error of the relay. */
  LinkLost(String why) {
    super(why, null, false, false);
  }
}
