package io.peerrelay.bench;

import io.peerrelay.websocket.FrameHeader;
import io.peerrelay.websocket.Mask;
import io.peerrelay.websocket.Opcode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * One unit of content in binary frames, masked once and sent again and again. The key is random, as
 * the standard wants it, so that the relay has to unmask.
 */
final class MaskedFrames {
  private final ByteBuffer frames;
  private final int count;
  private final int contentBytes;
  private final int frameBytes;

  /**
   * @param contentBytes of each frame; a part of the unit
   * @param prefix what each frame's payload begins with, before the content
   */
  MaskedFrames(byte[] unit, int contentBytes, byte... prefix) {
    if (contentBytes < 1 || unit.length % contentBytes != 0)
      throw new IllegalArgumentException(
          "contentBytes: " + contentBytes + " (expected: a part of " + unit.length + ")");
    this.contentBytes = contentBytes;
    count = unit.length / contentBytes;
    byte[] payload = Arrays.copyOf(prefix, prefix.length + contentBytes);
    int mask = new Random().nextInt() | 1; // Never 0.
    FrameHeader header = FrameHeader.masked(true, Opcode.BINARY, payload.length, mask);
    frameBytes = header.size() + payload.length;
    frames = ByteBuffer.allocateDirect(count * frameBytes);
    for (int i = 0; i < count; i++) {
      System.arraycopy(prefix, 0, payload, 0, prefix.length);
      System.arraycopy(unit, i * contentBytes, payload, prefix.length, contentBytes);
      Mask.apply(payload, 0, payload.length, mask, 0);
      header.encode(frames);
      frames.put(payload);
    }
  }

  /** Frames in a unit. */
  int count() {
    return count;
  }

  /** Of each frame. */
  int contentBytes() {
    return contentBytes;
  }

  /**
   * Some frames of the unit, ready to be written; the same buffer each time.
   *
   * @param from the first one's place in the unit
   */
  ByteBuffer range(int from, int wanted) {
    return frames.clear().position(from * frameBytes).limit((from + wanted) * frameBytes);
  }
}
