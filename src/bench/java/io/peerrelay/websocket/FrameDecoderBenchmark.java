package io.peerrelay.websocket;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Decoding 256 KiB of masked binary frames, as they come in reads of 64 KiB. The decoder unmasks
 * where the bytes lie: every second time it masks them again, which is the same work.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FrameDecoderBenchmark {
  private static final int CONTENT = 256 * 1024;
  private static final int READ = 64 * 1024;

  @Param({"1024", "65536", "262144"})
  int frameBytes;

  private final FrameDecoder decoder = new FrameDecoder(new Limits(CONTENT, CONTENT));
  private byte[][] reads;

  @Setup
  public void cutIntoReads() {
    FrameHeader header = FrameHeader.masked(true, Opcode.BINARY, frameBytes, 0x1f3d5b79);
    int frames = CONTENT / frameBytes;
    ByteBuffer all = ByteBuffer.allocate(frames * (header.size() + frameBytes));
    byte[] payload = new byte[frameBytes];
    new Random(1).nextBytes(payload);
    for (int i = 0; i < frames; i++) {
      header.encode(all);
      all.put(payload);
    }
    reads = new byte[(all.capacity() + READ - 1) / READ][];
    for (int i = 0; i < reads.length; i++)
      reads[i] =
          Arrays.copyOfRange(all.array(), i * READ, Math.min((i + 1) * READ, all.capacity()));
  }

  @Benchmark
  public void decode(Blackhole hole) throws ProtocolViolation {
    for (byte[] read : reads) {
      decoder.feed(read);
      for (Object decoded = decoder.next(); decoded != null; decoded = decoder.next())
        hole.consume(decoded);
    }
  }
}
