package io.peerrelay.bench.messages;

import io.peerrelay.bench.WebSocketEnd;
import io.peerrelay.websocket.FrameHeader;
import io.peerrelay.websocket.Mask;
import io.peerrelay.websocket.Opcode;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A WebSocket on a {@link Loop}: its thread reads, any thread sends. */
final class Line implements Closeable {
  private static final byte[] NOTHING = {};
  private static final int CLOSE_CODE_SIZE = 2;
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SocketChannel channel;
  private Hearer hearer = (bytes, from, to) -> {};

  /** The beginning of a frame whose end has not come. */
  private byte[] begun = NOTHING;

  private Line(SocketChannel channel) {
    this.channel = channel;
  }

  static Line open(int port, String path) throws IOException {
    SocketChannel channel = WebSocketEnd.connect(port, path);
    channel.configureBlocking(false);
    return new Line(channel);
  }

  SocketChannel channel() {
    return channel;
  }

  /** Who is told from now on. */
  void tell(Hearer next) {
    hearer = next;
  }

  /**
   * Reads once.
   *
   * @param buffer on an array; whatever it holds is of no use any more
   */
  void read(ByteBuffer buffer) throws IOException {
    buffer.clear().put(begun);
    if (!buffer.hasRemaining()) throw new IOException("A frame of more than " + buffer.capacity());
    if (channel.read(buffer) < 0) throw new EOFException("The relay hung up.");
    buffer.flip();
    int start = 0;
    while (take(buffer)) start = buffer.position();
    int rest = buffer.limit() - start;
    begun = rest == 0 ? NOTHING : Arrays.copyOfRange(buffer.array(), start, buffer.limit());
  }

  /** One frame, if all of it is there. */
  private boolean take(ByteBuffer buffer) throws IOException {
    FrameHeader header = FrameHeader.parse(buffer);
    if (header == null || buffer.remaining() < header.length()) return false;
    int from = buffer.position();
    int to = from + (int) header.length();
    buffer.position(to);
    if (header.opcode() == Opcode.TEXT && header.last()) hearer.hear(buffer.array(), from, to);
    else if (header.opcode() == Opcode.PING)
      send(Opcode.PONG, Arrays.copyOfRange(buffer.array(), from, to));
    else if (header.opcode() == Opcode.CLOSE)
      throw new EOFException("The relay closed: " + reason(buffer.array(), from, to));
    else if (header.opcode() != Opcode.PONG) throw new IOException("The relay sent " + header);
    return true;
  }

  private static String reason(byte[] bytes, int from, int to) {
    int text = Math.min(from + CLOSE_CODE_SIZE, to);
    return new String(bytes, text, to - text, StandardCharsets.UTF_8);
  }

  void send(String text) throws IOException {
    send(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private void send(Opcode opcode, byte[] payload) throws IOException {
    int mask = ThreadLocalRandom.current().nextInt();
    FrameHeader header = FrameHeader.masked(true, opcode, payload.length, mask);
    ByteBuffer frame = ByteBuffer.allocate(header.size() + payload.length);
    header.encode(frame);
    frame.put(payload);
    Mask.apply(frame.array(), header.size(), payload.length, mask, 0);
    write(frame.flip());
  }

  /** What is on its way is little: that the socket does not take it is as good as never seen. */
  private synchronized void write(ByteBuffer frame) throws IOException {
    long begin = System.nanoTime();
    while (frame.hasRemaining()) {
      if (channel.write(frame) > 0) continue;
      if (System.nanoTime() - begin > PATIENCE_NANOS) throw new IOException("It reads no more.");
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
