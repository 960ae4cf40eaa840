package io.peerrelay.websocket;

import akka.util.ByteString;

/**
 * Our control frames that wait for the network, however many pings a peer sends without reading.
 */
final class ControlFrames {
  /** What pongs may pile up to, in bytes: the answer to the latest ping stands for all before. */
  private static final int MAX_WAITING_PONGS = 2048;

  private static final ByteString NOTHING = ByteString.emptyByteString();

  private ByteString close = NOTHING;
  private ByteString pongs = NOTHING;
  private boolean ping;

  void answerPing(ByteString payload) {
    ByteString pong = FrameEncoder.pong(payload);
    pongs = pongs.size() + pong.size() > MAX_WAITING_PONGS ? pong : pongs.concat(pong);
  }

  void sendPing() {
    ping = true;
  }

  /** Nothing may follow a close frame: what else waits is dropped. */
  void sendClose(ByteString frame) {
    close = frame;
    pongs = NOTHING;
    ping = false;
  }

  boolean isCloseWaiting() {
    return !close.isEmpty();
  }

  /** The most urgent bytes, or none. */
  ByteString poll() {
    ByteString next = NOTHING;
    if (isCloseWaiting()) {
      next = close;
      close = NOTHING;
    } else if (!pongs.isEmpty()) {
      next = pongs;
      pongs = NOTHING;
    } else if (ping) {
      next = FrameEncoder.ping();
      ping = false;
    }
    return next;
  }
}
