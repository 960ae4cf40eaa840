package io.peerrelay.client;

import io.peerrelay.protocol.ServerMessage;

/**
 * Hears what the relay says by itself. Called by one thread of its own, in order; it may block
 * (files flow on meanwhile), and it may call the client and wait for the answers.
 */
public interface RelayListener {
  /** Somebody offers files. */
  default void onOffer(IncomingOffer offer) {}

  /** An offer that this device can no longer answer. */
  default void onWithdrawn(ServerMessage.Withdrawn withdrawn) {}

  /** Any other message that is neither an answer nor about a transfer of this client. */
  default void onMessage(ServerMessage message) {}

  /** The connection has ended; nothing more will come. */
  default void onClosed(RelayException reason) {}
}
