package io.peerrelay.websocket;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Turns the bytes of one client into messages and control frames. Pulled, not pushed: {@link #feed}
 * one read, then call {@link #next} until it returns null. Nothing is kept but the unread rest of
 * that read, a header or control frame cut in two, and a text in fragments.
 *
 * <p>Binary payloads are unmasked where they lie and handed on as slices of the array that was fed:
 * the decoder owns that array from then on.
 */
final class FrameDecoder {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** What comes out. */
  sealed interface Decoded {}

  record Received(Message message) implements Decoded {}

  record Ping(ByteString payload) implements Decoded {}

  record Pong() implements Decoded {}

  record PeerClosed(Optional<Message.Close> close) implements Decoded {}

  private final int maxBinaryFrameBytes;
  private final TextAssembly text;
  private ByteBuffer input = NOTHING;

  /** The first bytes of a header that the end of a read has cut, else null. */
  private ByteBuffer cutHeader;

  /** The frame under way, null between two frames. */
  private FrameHeader frame;

  /** What is still to come of its payload. */
  private long remaining;

  /** TEXT or BINARY while such a message is under way, else null. */
  private Opcode message;

  /** Whether the next part is the first of its binary message. */
  private boolean first;

  /** The payload of the control frame under way. */
  private byte[] control;

  FrameDecoder(Limits limits) {
    maxBinaryFrameBytes = limits.maxBinaryFrameBytes();
    text = new TextAssembly(limits.maxTextBytes());
  }

  /** Takes over the bytes of one read; all of the former must have been used. */
  void feed(byte[] bytes) {
    input = ByteBuffer.wrap(bytes);
  }

  /** Whether bytes of the last read wait to be decoded. */
  boolean hasInput() {
    return input.hasRemaining();
  }

  /**
   * The next thing that the fed bytes hold, or null if they are used up.
   *
   * @throws ProtocolViolation once, at the first wrong byte; the decoder is of no use afterwards
   */
  Decoded next() throws ProtocolViolation {
    while (frame != null || startFrame()) {
      Decoded decoded = frame.opcode().isControl() ? readControl() : readData();
      if (decoded != null) {
        return decoded;
      }
      if (!input.hasRemaining()) {
        break;
      }
    }
    input = NOTHING;
    return null;
  }

  private boolean startFrame() throws ProtocolViolation {
    FrameHeader header = cutHeader == null ? FrameHeader.parse(input) : completeHeader();
    if (header == null) {
      stashHeader();
      return false;
    }
    cutHeader = null;
    check(header);
    frame = header;
    remaining = header.length();
    if (header.opcode().isControl()) {
      control = new byte[(int) header.length()];
    } else if (header.opcode() != Opcode.CONTINUATION) {
      message = header.opcode();
      first = true;
    }
    return true;
  }

  private void stashHeader() {
    if (input.hasRemaining()) {
      cutHeader = ByteBuffer.allocate(FrameHeader.MAX_SIZE).put(input);
    }
  }

  private FrameHeader completeHeader() throws ProtocolViolation {
    FrameHeader header = null;
    while (header == null && input.hasRemaining()) {
      cutHeader.put(input.get());
      int size = cutHeader.position();
      header = FrameHeader.parse(cutHeader.duplicate().flip());
      cutHeader.position(size);
    }
    return header;
  }

  private void check(FrameHeader header) throws ProtocolViolation {
    if (!header.masked()) {
      throw violation("a client's frame is not masked");
    }
    if (header.opcode().isControl()) {
      return;
    }
    boolean continues = header.opcode() == Opcode.CONTINUATION;
    if (continues && message == null) {
      throw violation("a continuation frame has no message to continue");
    }
    if (!continues && message != null) {
      throw violation("a message starts before the one under way has ended");
    }
    Opcode kind = continues ? message : header.opcode();
    if (kind == Opcode.TEXT) {
      text.announce(header.length());
    } else if (header.length() > maxBinaryFrameBytes) {
      throw new ProtocolViolation(
          CloseCode.TOO_BIG, "a binary frame is longer than " + maxBinaryFrameBytes + " bytes");
    }
  }

  private Decoded readControl() throws ProtocolViolation {
    int filled = control.length - (int) remaining;
    int from = input.position();
    int count = takeUnmasked();
    System.arraycopy(input.array(), from, control, filled, count);
    if (remaining > 0) {
      return null;
    }
    Opcode opcode = frame.opcode();
    byte[] payload = control;
    frame = null;
    control = null;
    return switch (opcode) {
      case PING -> new Ping(ByteString.fromArrayUnsafe(payload));
      case CLOSE -> new PeerClosed(Message.Close.decode(payload));
      default -> new Pong();
    };
  }

  private Decoded readData() throws ProtocolViolation {
    int from = input.position();
    int count = takeUnmasked();
    boolean last = remaining == 0 && frame.last();
    Opcode kind = message;
    if (remaining == 0) {
      frame = null;
    }
    if (last) {
      message = null;
    }
    return kind == Opcode.TEXT ? textPiece(from, count, last) : binaryPart(from, count, last);
  }

  private Decoded textPiece(int from, int count, boolean last) throws ProtocolViolation {
    String whole = text.add(input.array(), from, count, last);
    return whole == null ? null : new Received(new Message.Text(whole));
  }

  private Decoded binaryPart(int from, int count, boolean last) {
    if (count == 0 && !last) {
      return null; // an empty fragment says nothing
    }
    ByteString bytes = ByteString.fromArrayUnsafe(input.array(), from, count);
    Message part = new Message.Binary(bytes, first, last);
    first = false;
    return new Received(part);
  }

  /** Unmasks what there is of the payload, steps over it, and says how much it was. */
  private int takeUnmasked() {
    int count = (int) Math.min(remaining, input.remaining());
    int from = input.position();
    Mask.apply(input.array(), from, count, frame.mask(), frame.length() - remaining);
    input.position(from + count);
    remaining -= count;
    return count;
  }

  private static ProtocolViolation violation(String message) {
    return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, message);
  }
}
