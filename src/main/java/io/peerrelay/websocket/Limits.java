package io.peerrelay.websocket;

/**
 * What a peer may send.
 *
 * @param maxTextBytes the longest text message, all its fragments together, in bytes of UTF-8
 * @param maxBinaryFrameBytes the longest single binary frame; a message of many frames may be
 *     longer, for its bytes are handed on as they come
 */
public record Limits(int maxTextBytes, int maxBinaryFrameBytes) {
  public Limits {
    if (maxTextBytes < 1) {
      throw new IllegalArgumentException("maxTextBytes: " + maxTextBytes + " (expected: >= 1)");
    }
    if (maxBinaryFrameBytes < 1) {
      throw new IllegalArgumentException(
          "maxBinaryFrameBytes: " + maxBinaryFrameBytes + " (expected: >= 1)");
    }
  }
}
