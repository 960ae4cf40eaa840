package io.peerrelay.connection;

import akka.util.ByteString;
import io.peerrelay.websocket.Message;

/**
 * Cuts binary messages into the number of their stream, the first 4 bytes (big-endian), and the
 * bytes of the file.
 */
final class StreamParser {
  private static final int HEADER = Integer.BYTES;

  private int seen = HEADER;
  private int number;

  /**
   * @return the bytes of the file in this part; empty if there are none (yet)
   */
  ByteString parse(Message.Binary part) {
    if (part.first()) {
      seen = 0;
      number = 0;
    }
    ByteString bytes = part.bytes();
    int headerBytes = Math.min(HEADER - seen, bytes.size());
    if (headerBytes == 0) return bytes;
    for (int i = 0; i < headerBytes; i++) number = number << Byte.SIZE | (bytes.apply(i) & 0xff);
    seen += headerBytes;
    return bytes.drop(headerBytes);
  }

  /** Whether the number of the stream is known. */
  boolean isKnown() {
    return seen == HEADER;
  }

  long stream() {
    return Integer.toUnsignedLong(number);
  }
}
