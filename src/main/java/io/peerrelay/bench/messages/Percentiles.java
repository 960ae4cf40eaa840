package io.peerrelay.bench.messages;

import java.util.Locale;

/** In milliseconds; NaN where nothing was measured. */
record Percentiles(double half, double ninetyNine, double most) {
  static final Percentiles NONE = new Percentiles(Double.NaN, Double.NaN, Double.NaN);

  boolean isMeasured() {
    return !Double.isNaN(half);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f %.1f %.1f ms", half, ninetyNine, most);
  }
}
