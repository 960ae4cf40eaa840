package io.peerrelay.websocket;

import akka.util.ByteString;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Putting a header in front of a payload; the payload's size must not matter. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameEncoderBenchmark {
  @Param({"1024", "65536", "262144"})
  int frameBytes;

  private final FrameEncoder encoder = new FrameEncoder();
  private Message message;

  @Setup
  public void fill() {
    message = Message.Binary.whole(ByteString.fromArrayUnsafe(new byte[frameBytes]));
  }

  @Benchmark
  public ByteString encode() {
    return encoder.encode(message);
  }
}
