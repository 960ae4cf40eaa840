package io.peerrelay.client;

import io.peerrelay.websocket.CloseCode;
import io.peerrelay.websocket.FrameHeader;
import io.peerrelay.websocket.Mask;
import io.peerrelay.websocket.Message;
import io.peerrelay.websocket.Opcode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes frames, masked, from many threads. Messages never wait behind file bytes for longer than
 * one chunk: they are queued, and whoever holds the socket writes the queue first.
 */
final class FrameWriter {
  /** What a chunk's buffer must leave free in front: a frame header and the stream's number. */
  static final int HEADROOM = FrameHeader.MAX_SIZE + Integer.BYTES;

  private static final long PATIENCE_SECONDS = 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OutputStream output;
  // Fair, so that many transfers take turns.
  private final ReentrantLock socket = new ReentrantLock(true);
  private final Queue<byte[]> messages = new ConcurrentLinkedQueue<>();
  private volatile boolean closing;

  FrameWriter(OutputStream output) {
    this.output = output;
  }

  void text(String text) throws IOException {
    message(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  void ping() throws IOException {
    message(Opcode.PING, new byte[0]);
  }

  void pong(byte[] payload) throws IOException {
    message(Opcode.PONG, payload);
  }

  /**
   * The last frame; does nothing the second time. Unlike a message it is not left to another
   * thread, for the socket may be closed right after it.
   */
  void close(int code) throws IOException, InterruptedException {
    byte[] payload =
        CloseCode.isSendable(code) ? new Message.Close(code, "").encode() : new byte[0];
    synchronized (messages) {
      if (closing) return;
      messages.add(frame(Opcode.CLOSE, payload));
      closing = true;
    }
    if (!socket.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) return;
    try {
      writeMessages();
    } finally {
      socket.unlock();
    }
  }

  /**
   * Writes one binary frame out of the middle of a buffer, whose content is lost: header and mask
   * are put in place.
   *
   * @param buffer with the bytes to send behind {@link #HEADROOM}
   * @param length of those bytes
   */
  void chunk(long stream, byte[] buffer, int length) throws IOException {
    int mask = RANDOM.nextInt();
    FrameHeader header = FrameHeader.masked(true, Opcode.BINARY, length + Integer.BYTES, mask);
    int start = FrameHeader.MAX_SIZE - header.size();
    ByteBuffer front = ByteBuffer.wrap(buffer, start, HEADROOM - start);
    header.encode(front);
    front.putInt((int) stream);
    Mask.apply(buffer, FrameHeader.MAX_SIZE, Integer.BYTES + length, mask, 0);

    socket.lock();
    try {
      writeMessages();
      if (closing) throw new IOException("The connection is being closed.");
      output.write(buffer, start, HEADROOM - start + length);
    } finally {
      socket.unlock();
    }
    flush();
  }

  private void message(Opcode opcode, byte[] payload) throws IOException {
    byte[] frame = frame(opcode, payload);
    synchronized (messages) {
      if (closing) throw new IOException("The connection is being closed.");
      messages.add(frame);
    }
    flush();
  }

  /** Either writes the queue, or leaves it to the thread that has the socket and looks again. */
  private void flush() throws IOException {
    while (!messages.isEmpty() && socket.tryLock()) {
      try {
        writeMessages();
      } finally {
        socket.unlock();
      }
    }
  }

  private void writeMessages() throws IOException {
    for (byte[] frame = messages.poll(); frame != null; frame = messages.poll())
      output.write(frame);
  }

  private static byte[] frame(Opcode opcode, byte[] payload) {
    int mask = RANDOM.nextInt();
    FrameHeader header = FrameHeader.masked(true, opcode, payload.length, mask);
    ByteBuffer frame = ByteBuffer.allocate(header.size() + payload.length);
    header.encode(frame);
    frame.put(payload);
    Mask.apply(frame.array(), header.size(), payload.length, mask, 0);
    return frame.array();
  }
}
