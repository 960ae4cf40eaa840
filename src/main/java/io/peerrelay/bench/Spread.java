package io.peerrelay.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a figure was over several runs. */
public record Spread(double median, double least, double most) {
  public static <T> Spread of(List<T> samples, ToDoubleFunction<T> figure) {
    double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
    if (sorted.length == 0) throw new IllegalArgumentException("samples: none (expected: >= 1)");
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
