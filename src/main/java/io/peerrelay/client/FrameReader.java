package io.peerrelay.client;

import io.peerrelay.websocket.FrameHeader;
import io.peerrelay.websocket.Message;
import io.peerrelay.websocket.Opcode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the relay's frames, one after the other, and hands them to a receiver. */
final class FrameReader {
  private static final int LONGEST_TEXT = 16 << 20;

  /** Takes what comes in, on the reading thread. */
  interface Receiver {
    void onText(String text);

    /** Takes exactly {@code length} bytes of that stream out of {@code input}. */
    void onBytes(long stream, InputStream input, long length)
        throws IOException, InterruptedException;

    void onPing(byte[] payload) throws IOException;
  }

  private final InputStream input;
  private final Receiver receiver;
  private final ByteBuffer header = ByteBuffer.allocate(FrameHeader.MAX_SIZE);
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  /** TEXT or BINARY while such a message is under way, else null. */
  private Opcode message;

  private long stream;

  FrameReader(InputStream input, Receiver receiver) {
    this.input = input;
    this.receiver = receiver;
  }

  /**
   * Reads until the relay sends a close frame.
   *
   * @return its code and reason, if it had any
   * @throws IOException where the connection breaks or the relay breaks the protocol
   */
  Optional<Message.Close> readAll() throws IOException, InterruptedException {
    while (true) {
      FrameHeader frame = readHeader();
      switch (frame.opcode()) {
        case TEXT, BINARY, CONTINUATION -> onData(frame);
        case PING -> receiver.onPing(read(frame.length()));
        case PONG -> input.skipNBytes(frame.length());
        case CLOSE -> {
          return Message.Close.decode(read(frame.length()));
        }
      }
    }
  }

  private FrameHeader readHeader() throws IOException {
    header.clear();
    while (true) {
      int next = input.read();
      if (next < 0) throw cut();
      header.put((byte) next);
      if (header.position() < 2) continue;
      FrameHeader frame = FrameHeader.parse(header.duplicate().flip());
      if (frame == null) continue;
      if (frame.masked()) throw new IOException("The relay masked a frame.");
      return frame;
    }
  }

  private void onData(FrameHeader frame) throws IOException, InterruptedException {
    boolean continues = frame.opcode() == Opcode.CONTINUATION;
    if (continues == (message == null))
      throw new IOException("The relay sent a fragment out of order.");
    if (!continues) message = frame.opcode();
    if (message == Opcode.TEXT) onText(frame);
    else onBinary(frame);
    if (frame.last()) message = null;
  }

  private void onText(FrameHeader frame) throws IOException {
    if (frame.length() > LONGEST_TEXT - text.size())
      throw new IOException("The relay sent a message of more than " + LONGEST_TEXT + " bytes.");
    text.write(read(frame.length()));
    if (!frame.last()) return;
    String whole =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.toByteArray())).toString();
    text.reset();
    receiver.onText(whole);
  }

  private void onBinary(FrameHeader frame) throws IOException, InterruptedException {
    long length = frame.length();
    if (frame.opcode() == Opcode.BINARY) {
      if (length < Integer.BYTES) throw new IOException("The relay sent bytes without a stream.");
      stream = Integer.toUnsignedLong(ByteBuffer.wrap(read(Integer.BYTES)).getInt());
      length -= Integer.BYTES;
    }
    if (length > 0) receiver.onBytes(stream, input, length);
  }

  private byte[] read(long length) throws IOException {
    byte[] bytes = input.readNBytes((int) length);
    if (bytes.length < length) throw cut();
    return bytes;
  }

  private static EOFException cut() {
    return new EOFException("The relay ended the connection without a word.");
  }
}
