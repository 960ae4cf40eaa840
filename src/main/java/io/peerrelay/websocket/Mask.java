package io.peerrelay.websocket;

/** The masking of payloads (RFC 6455, section 5.3); applying a mask twice takes it off again. */
public final class Mask {
  private Mask() {}

  /**
   * Masks or unmasks a range in place.
   *
   * @param key the four bytes of the mask, the first in the highest bits
   * @param offset of the range's first byte within the frame's payload
   */
  public static void apply(byte[] bytes, int from, int length, int key, long offset) {
    int turned = Integer.rotateLeft(key, 8 * (int) (offset & 3));
    long word = Words.fromBigEndian((long) turned << 32 | (turned & 0xffffffffL));
    int end = from + length;
    int at = from;
    for (int lastWord = end - Long.BYTES; at <= lastWord; at += Long.BYTES) {
      Words.NATIVE.set(bytes, at, (long) Words.NATIVE.get(bytes, at) ^ word);
    }
    for (int shift = 24; at < end; at++, shift = (shift - 8) & 31) {
      bytes[at] ^= (byte) (turned >>> shift);
    }
  }
}
