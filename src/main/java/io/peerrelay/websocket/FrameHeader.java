package io.peerrelay.websocket;

import java.nio.ByteBuffer;

/**
 * The header of one frame: 2 to 14 bytes on the wire.
 *
 * @param last whether the frame ends its message (FIN)
 * @param opcode what the frame carries
 * @param length of the payload, in bytes
 * @param masked whether the payload is masked: always from client to server, never back
 * @param mask the key, first byte on the wire in the highest bits; 0 if not masked
 */
public record FrameHeader(boolean last, Opcode opcode, long length, boolean masked, int mask) {
  /** The longest header there is, in bytes. */
  public static final int MAX_SIZE = 14;

  /** The longest payload of a control frame, in bytes. */
  public static final int MAX_CONTROL_PAYLOAD = 125;

  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  public FrameHeader {
    if (length < 0) {
      throw new IllegalArgumentException("length: " + length + " (expected: >= 0)");
    }
    if (opcode.isControl() && (!last || length > MAX_CONTROL_PAYLOAD)) {
      throw new IllegalArgumentException(
          "control frame: last=%s, length=%d (expected: true, <= 125)".formatted(last, length));
    }
    if (!masked && mask != 0) {
      throw new IllegalArgumentException("mask: " + mask + " (expected: 0 in an unmasked frame)");
    }
  }

  /** A header as a server sends it. */
  public static FrameHeader unmasked(boolean last, Opcode opcode, long length) {
    return new FrameHeader(last, opcode, length, false, 0);
  }

  /** A header as a client sends it. */
  public static FrameHeader masked(boolean last, Opcode opcode, long length, int mask) {
    return new FrameHeader(last, opcode, length, true, mask);
  }

  /**
   * Reads one header and moves the buffer behind it.
   *
   * @param in in big-endian order, as buffers are unless told otherwise
   * @return null, the buffer untouched, if its bytes are not yet a whole header
   * @throws ProtocolViolation as soon as the bytes at hand can't become a legal header
   */
  public static FrameHeader parse(ByteBuffer in) throws ProtocolViolation {
    if (in.remaining() < 2) {
      return null;
    }
    int start = in.position();
    int first = in.get(start);
    int second = in.get(start + 1);
    boolean last = (first & FIN) != 0;
    boolean masked = (second & MASKED) != 0;
    int shortLength = second & 0x7f;
    Opcode opcode = Opcode.of(first & 0x0f);
    checkFirstBytes(first, opcode, last, shortLength);

    int lengthBytes = shortLength == EIGHT_BYTES ? 8 : shortLength == TWO_BYTES ? 2 : 0;
    if (in.remaining() < 2 + lengthBytes + (masked ? 4 : 0)) {
      return null;
    }
    in.position(start + 2);
    long length = readLength(in, shortLength);
    return new FrameHeader(last, opcode, length, masked, masked ? in.getInt() : 0);
  }

  /** The bytes that {@link #encode} writes. */
  public int size() {
    int lengthBytes = length > 0xffff ? 8 : length >= TWO_BYTES ? 2 : 0;
    return 2 + lengthBytes + (masked ? 4 : 0);
  }

  /** Writes the header, {@link #size()} bytes, into a big-endian buffer. */
  public void encode(ByteBuffer out) {
    out.put((byte) ((last ? FIN : 0) | opcode.code()));
    int maskBit = masked ? MASKED : 0;
    if (length > 0xffff) {
      out.put((byte) (maskBit | EIGHT_BYTES)).putLong(length);
    } else if (length >= TWO_BYTES) {
      out.put((byte) (maskBit | TWO_BYTES)).putShort((short) length);
    } else {
      out.put((byte) (maskBit | (int) length));
    }
    if (masked) {
      out.putInt(mask);
    }
  }

  private static void checkFirstBytes(int first, Opcode opcode, boolean last, int shortLength)
      throws ProtocolViolation {
    if ((first & RESERVED) != 0) {
      throw violation("reserved bits are set, but no extension was agreed on");
    }
    if (opcode == null) {
      throw violation("unknown opcode " + (first & 0x0f));
    }
    if (opcode.isControl() && !last) {
      throw violation("a control frame is fragmented");
    }
    if (opcode.isControl() && shortLength > MAX_CONTROL_PAYLOAD) {
      throw violation("a control frame is longer than 125 bytes");
    }
  }

  private static long readLength(ByteBuffer in, int shortLength) throws ProtocolViolation {
    if (shortLength < TWO_BYTES) {
      return shortLength;
    }
    long length = shortLength == TWO_BYTES ? in.getShort() & 0xffffL : in.getLong();
    if (length < 0) {
      throw violation("the top bit of the payload length is set");
    }
    if (length < TWO_BYTES || (shortLength == EIGHT_BYTES && length <= 0xffff)) {
      throw violation("the payload length is not in its shortest form");
    }
    return length;
  }

  private static ProtocolViolation violation(String message) {
    return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, message);
  }
}
