package io.peerrelay.transfer;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one chunk costs in accounts: spent when it comes, freed when it goes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CreditWindowBenchmark {
  private static final int CHUNK = 64 * 1024;

  private static final int WINDOW = 1024 * 1024;

  private final CreditWindow window = new CreditWindow(new WindowMemory(1L << 40, WINDOW, WINDOW));

  @Benchmark
  public long spendAndFree() {
    if (!window.spend(CHUNK)) throw new IllegalStateException("the window is out of credit");
    return window.free(CHUNK);
  }
}
