package io.peerrelay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peerrelay.websocket.FrameHeader;
import io.peerrelay.websocket.Mask;
import io.peerrelay.websocket.Opcode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
  /** A network that takes nothing until it is opened. */
  private static final class Network extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile boolean asked;

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException("a byte at a time");
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
      asked = true;
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
      bytes.write(source, from, length);
    }
  }

  private record Frame(Opcode opcode, byte[] payload) {}

  private final Network network = new Network();
  private final FrameWriter writer = new FrameWriter(network);

  @Property(tries = 200)
  void putsTheStreamBeforeTheBytesAndMasksBoth(
      @ForAll @IntRange(min = 1, max = 70_000) int length,
      @ForAll @LongRange(min = 1, max = 0xffffffffL) long stream)
      throws Exception {
    Network network = new Network();
    network.open.countDown();
    byte[] buffer = chunk(length, (byte) 7);
    new FrameWriter(network).chunk(stream, buffer, length);

    List<Frame> frames = frames(network);
    assertThat(frames).hasSize(1);
    ByteBuffer payload = ByteBuffer.wrap(frames.get(0).payload());
    assertThat(Integer.toUnsignedLong(payload.getInt())).isEqualTo(stream);
    assertThat(payload.remaining()).isEqualTo(length);
    while (payload.hasRemaining()) assertThat(payload.get()).isEqualTo((byte) 7);
  }

  @Test
  void letsAMessageOvertakeTheChunksThatWait() throws Exception {
    Thread first = start(() -> writer.chunk(1, chunk(100, (byte) 1), 100));
    await().until(() -> network.asked);
    Thread second = start(() -> writer.chunk(2, chunk(100, (byte) 2), 100));
    await().until(() -> second.getState() == Thread.State.WAITING);

    writer.text("hello"); // Returns, although the socket is taken.
    network.open.countDown();
    first.join();
    second.join();

    assertThat(frames(network))
        .extracting(Frame::opcode)
        .containsExactly(Opcode.BINARY, Opcode.TEXT, Opcode.BINARY);
  }

  @Test
  void writesNothingAfterItsCloseFrame() throws Exception {
    network.open.countDown();
    writer.close(1000);
    writer.close(1000);
    assertThatThrownBy(() -> writer.text("too late")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> writer.chunk(1, chunk(1, (byte) 1), 1))
        .isInstanceOf(IOException.class);
    assertThat(frames(network)).extracting(Frame::opcode).containsExactly(Opcode.CLOSE);
  }

  private interface Task {
    void run() throws IOException;
  }

  private static Thread start(Task task) {
    return Threads.start(
        "writer",
        () -> {
          try {
            task.run();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static byte[] chunk(int length, byte value) {
    byte[] buffer = new byte[FrameWriter.HEADROOM + length];
    java.util.Arrays.fill(buffer, FrameWriter.HEADROOM, buffer.length, value);
    return buffer;
  }

  private static List<Frame> frames(Network network) throws IOException {
    List<Frame> frames = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(network.bytes.toByteArray());
    while (bytes.hasRemaining()) {
      FrameHeader header = FrameHeader.parse(bytes);
      assertThat(header.masked()).isTrue();
      byte[] payload = new byte[(int) header.length()];
      bytes.get(payload);
      Mask.apply(payload, 0, payload.length, header.mask(), 0);
      frames.add(new Frame(header.opcode(), payload));
    }
    return frames;
  }
}
