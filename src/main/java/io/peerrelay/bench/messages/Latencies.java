package io.peerrelay.bench.messages;

import java.util.Arrays;

/** How long each of many took: all are kept, so that what is rare is not guessed. */
final class Latencies {
  private static final int NANOS = 1000;
  private static final double MICROS = 1000;

  private int[] micros = new int[1 << 12];
  private int count;

  void add(long nanos) {
    if (count == micros.length) micros = Arrays.copyOf(micros, 2 * count);
    micros[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / NANOS);
  }

  int count() {
    return count;
  }

  Percentiles percentiles() {
    if (count == 0) return Percentiles.NONE;
    int[] sorted = Arrays.copyOf(micros, count);
    Arrays.sort(sorted);
    return new Percentiles(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
  }

  private static double at(int[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / MICROS;
  }
}
