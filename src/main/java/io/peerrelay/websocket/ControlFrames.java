package io.peerrelay.websocket;

import akka.util.ByteString;

/**
 * Our control frames that wait for the network: at most one of each kind, however many pings a peer
 * sends that doesn't read, for the answer to the latest stands for all.
 */
final class ControlFrames {
  private ByteString close;
  private ByteString pong;
  private boolean ping;

  void answerPing(ByteString payload) {
    pong = FrameEncoder.pong(payload);
  }

  void sendPing() {
    ping = true;
  }

  /** Nothing may follow a close frame: what else waits is dropped. */
  void sendClose(ByteString frame) {
    close = frame;
    pong = null;
    ping = false;
  }

  boolean isCloseWaiting() {
    return close != null;
  }

  /** The most urgent frame, or null if none waits. */
  ByteString poll() {
    ByteString next = close != null ? close : pong;
    close = null;
    pong = null;
    if (next == null && ping) {
      next = FrameEncoder.ping();
      ping = false;
    }
    return next;
  }
}
