package io.peerrelay.websocket;

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

/** Unmasking one payload in place. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MaskBenchmark {
  @Param({"125", "65536", "262144"})
  int bytes;

  private byte[] payload;

  @Setup
  public void fill() {
    payload = new byte[bytes];
    new Random(1).nextBytes(payload);
  }

  @Benchmark
  public byte[] unmask() {
    Mask.apply(payload, 0, bytes, 0x1f3d5b79, 0);
    return payload;
  }
}
