package io.peerrelay.client;

import io.peerrelay.protocol.ServerMessage;
import java.time.Duration;

/**
 * Hears what the relay says by itself. Called by one thread of its own, in order; it may block
 * (files flow on meanwhile), and it may call the client and wait for the answers.
 */
public interface RelayListener {
  /** Somebody offers files. */
  default void onOffer(IncomingOffer offer) {}

  /** An offer that this device can no longer answer. */
  default void onWithdrawn(ServerMessage.Withdrawn withdrawn) {}

  /** The bytes stand still because the other side, or the relay, is away. */
  default void onPaused(Transfer transfer, ServerMessage.Paused why) {}

  /** The bytes of a transfer that had begun go on. */
  default void onGoingOn(Transfer transfer) {}

  /**
   * The connection broke, or could not be opened again, and is tried again after {@code delay}.
   * Transfers, and messages to be sent, wait meanwhile; other requests fail.
   */
  default void onReconnecting(RelayException reason, Duration delay) {}

  /** Connected and logged in again; open transfers go on by themselves. */
  default void onReconnected() {}

  /**
   * Any other message that is neither an answer, nor about a transfer of this client, nor for a
   * {@link ChatListener}.
   */
  default void onMessage(ServerMessage message) {}

  /** The connection has ended for good; nothing more will come. */
  default void onClosed(RelayException reason) {}
}
