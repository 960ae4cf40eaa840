package io.peerrelay.transfer;

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

/** A chunk on its way through: digested, held, handed on. The digest is most of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BytePathBenchmark {
  @Param({"1024", "65536"})
  int chunkBytes;

  private static final int WINDOW = 1024 * 1024;

  private final BytePath path =
      new BytePath(
          new Leg("benchmark", Long.MAX_VALUE, null, 0),
          new WindowMemory(1L << 40, WINDOW, WINDOW));
  private final BytePath.Source source = path.feed(credit -> {});
  private ByteString chunk;

  @Setup
  public void fill() {
    chunk = ByteString.fromArrayUnsafe(new byte[chunkBytes]);
  }

  @Benchmark
  public ByteString putAndPoll() {
    source.put(chunk);
    return path.poll(chunkBytes);
  }
}
