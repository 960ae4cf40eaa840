package io.peerrelay.bench;

import io.peerrelay.websocket.FrameHeader;
import io.peerrelay.websocket.Message;
import io.peerrelay.websocket.Opcode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/** A relay's frames as they come: texts are kept, the bytes of binary messages counted. */
final class Incoming {
  private final SocketChannel channel;
  private final ByteBuffer buffer;
  private final Queue<String> texts = new ArrayDeque<>();
  private final Queue<byte[]> pings = new ArrayDeque<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final ByteArrayOutputStream control = new ByteArrayOutputStream();

  /** The frame under way, null between two frames. */
  private FrameHeader frame;

  /** What is still to come of its payload. */
  private long remaining;

  /** TEXT or BINARY, of the message under way or the last one. */
  private Opcode message;

  private long binaryBytes;
  private long binaryMessages;

  /**
   * @param buffer for what comes; at least 14 bytes
   */
  Incoming(SocketChannel channel, ByteBuffer buffer) {
    this.channel = channel;
    this.buffer = buffer.limit(0);
  }

  /** Payload of all binary messages so far. */
  long binaryBytes() {
    return binaryBytes;
  }

  /** Binary messages that have begun so far. */
  long binaryMessages() {
    return binaryMessages;
  }

  /** The next text that has come, or null. */
  String pollText() {
    return texts.poll();
  }

  /** The payload of the next ping that has come, or null. */
  byte[] pollPing() {
    return pings.poll();
  }

  /** Takes in the bytes that have come; waits for some, if the channel does. */
  void read() throws IOException {
    buffer.compact();
    if (channel.read(buffer) < 0) throw new EOFException("The relay hung up.");
    buffer.flip();
    while (frame != null || startFrame()) {
      takePayload();
      if (frame != null) return;
    }
  }

  private boolean startFrame() throws IOException {
    frame = FrameHeader.parse(buffer);
    if (frame == null) return false;
    remaining = frame.length();
    Opcode opcode = frame.opcode();
    if (opcode == Opcode.TEXT || opcode == Opcode.BINARY) message = opcode;
    if (opcode == Opcode.BINARY) binaryMessages++;
    return true;
  }

  private void takePayload() throws IOException {
    int count = (int) Math.min(remaining, buffer.remaining());
    remaining -= count;
    if (frame.opcode().isControl()) take(count, control);
    else if (message == Opcode.TEXT) take(count, text);
    else {
      binaryBytes += count;
      buffer.position(buffer.position() + count);
    }
    if (remaining > 0) return;
    FrameHeader ended = frame;
    frame = null;
    if (ended.opcode().isControl()) endControl(ended.opcode());
    else if (message == Opcode.TEXT && ended.last()) endText();
  }

  private void take(int count, ByteArrayOutputStream into) {
    byte[] bytes = new byte[count];
    buffer.get(bytes);
    into.writeBytes(bytes);
  }

  private void endControl(Opcode opcode) throws IOException {
    byte[] payload = control.toByteArray();
    control.reset();
    if (opcode == Opcode.PING) pings.add(payload);
    if (opcode == Opcode.CLOSE)
      throw new EOFException("The relay hung up: " + Message.Close.decode(payload));
  }

  private void endText() {
    texts.add(text.toString(StandardCharsets.UTF_8));
    text.reset();
  }
}
