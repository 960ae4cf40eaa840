package io.peerrelay.websocket;

import akka.util.ByteString;
import akka.util.ByteStringBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a handler receives from its socket ({@link Text}, {@link Binary}) and sends to it (all
 * four). Messages arrive and leave in order. Pings, pongs and the peer's close never show here.
 */
public sealed interface Message {

  /** A whole text message, however many fragments it came in. */
  record Text(String text) implements Message {
    /** The same text encoded once, to be sent to many sockets. */
    public EncodedText encode() {
      return new EncodedText(ByteString.fromArrayUnsafe(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /**
   * A whole text message that is encoded already; outbound only.
   *
   * @param utf8 trusted to be valid UTF-8
   */
  record EncodedText(ByteString utf8) implements Encoded {
    @Override
    public ByteString frames() {
      return FrameEncoder.text(utf8);
    }

    @Override
    public int size() {
      return utf8.size();
    }
  }

  /**
   * Whole text messages in their frames, which go out in one piece; outbound only.
   *
   * @param frames ready for the network
   */
  record EncodedTexts(ByteString frames) implements Encoded {
    public static EncodedTexts of(Collection<? extends Encoded> texts) {
      ByteStringBuilder together = new ByteStringBuilder();
      texts.forEach(text -> together.append(text.frames()));
      return new EncodedTexts(together.result());
    }

    /** One array in place of many small ones, for what goes to many sockets. */
    public EncodedTexts compact() {
      return new EncodedTexts(frames.compact());
    }

    /** The texts that it was made of. */
    public List<EncodedText> each() {
      List<EncodedText> texts = new ArrayList<>();
      ByteBuffer bytes = frames.asByteBuffer();
      try {
        while (bytes.hasRemaining()) {
          int length = (int) FrameHeader.parse(bytes).length();
          int start = bytes.position();
          texts.add(new EncodedText(frames.slice(start, start + length)));
          bytes.position(start + length);
        }
      } catch (ProtocolViolation e) {
        throw new IllegalStateException("frames: not ours (expected: what `of` has made)", e);
      }
      return texts;
    }

    @Override
    public int size() {
      return frames.size();
    }
  }

  /** Text that need not be encoded any more. */
  sealed interface Encoded extends Message {
    ByteString frames();

    /** About as many bytes as it takes. */
    int size();
  }

  /**
   * A part of a binary message: inbound the bytes as they came off the network, outbound one frame.
   * Parts of different messages are never mixed, and no text may be sent between the parts of one.
   *
   * @param first whether the part starts its message
   * @param last whether the part ends its message; an empty message is one part, first and last
   */
  record Binary(ByteString bytes, boolean first, boolean last) implements Message {
    /** A whole message in one frame. */
    public static Binary whole(ByteString bytes) {
      return new Binary(bytes, true, true);
    }
  }

  /**
   * Closes the socket; outbound only, and the last thing a handler sends.
   *
   * @param code see {@link CloseCode#isSendable}
   * @param reason at most 123 bytes of UTF-8
   */
  record Close(int code, String reason) implements Message {
    private static final int MAX_REASON_BYTES = FrameHeader.MAX_CONTROL_PAYLOAD - Short.BYTES;

    public Close {
      if (!CloseCode.isSendable(code)) {
        throw new IllegalArgumentException(
            "code: " + code + " (expected: 1000-1003, 1007-1014 or 3000-4999)");
      }
      int size = reason.getBytes(StandardCharsets.UTF_8).length;
      if (size > MAX_REASON_BYTES) {
        throw new IllegalArgumentException("reason: " + size + " bytes (expected: <= 123)");
      }
    }

    /** The payload of the close frame. */
    public byte[] encode() {
      byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(Short.BYTES + utf8.length)
          .putShort((short) code)
          .put(utf8)
          .array();
    }

    /**
     * Reads the payload of a close frame.
     *
     * @return empty if the peer gave no code
     * @throws ProtocolViolation if the code may not be sent or the reason is not UTF-8
     */
    public static Optional<Close> decode(byte[] payload) throws ProtocolViolation {
      if (payload.length == 0) {
        return Optional.empty();
      }
      if (payload.length < Short.BYTES) {
        throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "a close frame has half a code");
      }
      int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
      if (!CloseCode.isSendable(code)) {
        throw new ProtocolViolation(
            CloseCode.PROTOCOL_ERROR, "close code " + code + " may not be sent");
      }
      Utf8Validator validator = new Utf8Validator();
      if (!validator.accepts(payload, Short.BYTES, payload.length) || !validator.isComplete()) {
        throw new ProtocolViolation(CloseCode.INVALID_TEXT, "a close reason is not UTF-8");
      }
      int size = payload.length - Short.BYTES;
      String reason = new String(payload, Short.BYTES, size, StandardCharsets.UTF_8);
      return Optional.of(new Close(code, reason));
    }
  }
}
