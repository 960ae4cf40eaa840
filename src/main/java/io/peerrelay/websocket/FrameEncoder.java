package io.peerrelay.websocket;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Turns one handler's messages into frames: a header in front, and not a byte of payload copied.
 */
final class FrameEncoder {
  /** Whether a binary message has been begun and not ended. */
  private boolean withinMessage;

  /**
   * @throws IllegalStateException if a message stands between, or outside of, another's parts
   */
  ByteString encode(Message message) {
    if (message instanceof Message.Binary part) {
      return binary(part);
    }
    if (message instanceof Message.Close close) {
      return close(Optional.of(close));
    }
    if (withinMessage) {
      throw new IllegalStateException("a text was sent between the parts of a binary message");
    }
    Message.Encoded encoded =
        message instanceof Message.Text text ? text.encode() : (Message.Encoded) message;
    return encoded.frames();
  }

  static ByteString text(ByteString utf8) {
    return frame(true, Opcode.TEXT, utf8);
  }

  static ByteString ping() {
    return frame(true, Opcode.PING, ByteString.emptyByteString());
  }

  static ByteString pong(ByteString payload) {
    return frame(true, Opcode.PONG, payload);
  }

  static ByteString close(Optional<Message.Close> close) {
    ByteString payload =
        close
            .map(code -> ByteString.fromArrayUnsafe(code.encode()))
            .orElse(ByteString.emptyByteString());
    return frame(true, Opcode.CLOSE, payload);
  }

  private ByteString binary(Message.Binary part) {
    if (part.first() == withinMessage) {
      throw new IllegalStateException(
          "first: %s (expected: %s, for a binary message is %sunder way)"
              .formatted(part.first(), !withinMessage, withinMessage ? "" : "not "));
    }
    withinMessage = !part.last();
    return frame(part.last(), part.first() ? Opcode.BINARY : Opcode.CONTINUATION, part.bytes());
  }

  private static ByteString frame(boolean last, Opcode opcode, ByteString payload) {
    FrameHeader header = FrameHeader.unmasked(last, opcode, payload.size());
    ByteBuffer buffer = ByteBuffer.allocate(header.size());
    header.encode(buffer);
    return ByteString.fromArrayUnsafe(buffer.array()).concat(payload);
  }
}
