package io.peerrelay.websocket;

import java.time.Duration;

/** How far a socket is on its way to its end, and how long it may stay there. */
enum Phase {
  /** The patience is for a handler that is done and has its last message still waiting. */
  OPEN(Duration.ofSeconds(5)),

  /** The peer closed; our answer is to be written, then all ends. */
  ANSWERING(Duration.ofSeconds(5)),

  /** We closed, or are about to; the peer's answer ends it. Its messages are dropped. */
  CLOSING(Duration.ofSeconds(5)),

  /**
   * The peer broke the protocol; we say so, and read on without looking: closing with bytes unread
   * would reset the connection and could take our close frame, with its reason, along.
   */
  FAILING(Duration.ofMillis(250)),

  ENDED(Duration.ZERO);

  private final Duration patience;

  Phase(Duration patience) {
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }

  /** Whether what the peer sends is still looked at. */
  boolean listens() {
    return this == OPEN || this == CLOSING;
  }
}
