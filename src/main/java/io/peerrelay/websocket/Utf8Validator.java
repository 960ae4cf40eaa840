package io.peerrelay.websocket;

/**
 * Checks UTF-8 that comes in pieces, and knows at the first byte that can't continue what came
 * before. Overlong forms, surrogates and code points above U+10FFFF are refused by narrowing the
 * range of the byte that follows the lead byte.
 */
final class Utf8Validator {
  private static final long NOT_ASCII = 0x8080808080808080L;

  /** Continuation bytes that the current character still lacks. */
  private int missing;

  private int lowest = 0x80;
  private int highest = 0xbf;

  /** Takes the next piece; false, for good, if the text can't be UTF-8 whatever follows. */
  boolean accepts(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (missing == 0) {
        at = skipAscii(bytes, at, to);
        if (at < to && !lead(bytes[at++] & 0xff)) {
          return false;
        }
      } else if (!continuation(bytes[at++] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text may end here. */
  boolean isComplete() {
    return missing == 0;
  }

  private static int skipAscii(byte[] bytes, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES && ((long) Words.NATIVE.get(bytes, at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  private boolean lead(int value) {
    if (value < 0xc2 || value > 0xf4) {
      return false;
    }
    missing = value < 0xe0 ? 1 : value < 0xf0 ? 2 : 3;
    lowest = value == 0xe0 ? 0xa0 : value == 0xf0 ? 0x90 : 0x80;
    highest = value == 0xed ? 0x9f : value == 0xf4 ? 0x8f : 0xbf;
    return true;
  }

  private boolean continuation(int value) {
    if (value < lowest || value > highest) {
      return false;
    }
    missing--;
    lowest = 0x80;
    highest = 0xbf;
    return true;
  }
}
