package io.peerrelay.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text message under way. A text that comes whole in one read is decoded where it lies; only
 * one that comes in pieces is gathered.
 */
final class TextAssembly {
  private static final byte[] EMPTY = {};
  private static final int FIRST_CAPACITY = 512;

  private final int maxBytes;
  private final Utf8Validator validator = new Utf8Validator();
  private byte[] gathered = EMPTY;
  private int size;

  TextAssembly(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Refuses a frame that would make the text too long, before any of its payload is taken. */
  void announce(long frameBytes) throws ProtocolViolation {
    if (frameBytes > maxBytes - size) {
      throw new ProtocolViolation(
          CloseCode.TOO_BIG, "a text is longer than " + maxBytes + " bytes");
    }
  }

  /** Takes the next piece; returns the text if it was the last, else null. */
  String add(byte[] bytes, int from, int length, boolean last) throws ProtocolViolation {
    if (!validator.accepts(bytes, from, from + length) || (last && !validator.isComplete())) {
      throw new ProtocolViolation(CloseCode.INVALID_TEXT, "a text is not UTF-8");
    }
    if (last && size == 0) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    gather(bytes, from, length);
    return last ? finish() : null;
  }

  private void gather(byte[] bytes, int from, int length) {
    int needed = size + length;
    if (needed > gathered.length) {
      int doubled = (int) Math.min(maxBytes, Math.max(FIRST_CAPACITY, 2L * gathered.length));
      gathered = Arrays.copyOf(gathered, Math.max(needed, doubled));
    }
    System.arraycopy(bytes, from, gathered, size, length);
    size = needed;
  }

  private String finish() {
    String text = new String(gathered, 0, size, StandardCharsets.UTF_8);
    gathered = EMPTY;
    size = 0;
    return text;
  }
}
