package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CreditWindowTest {
  /** Each step either spends (positive) or frees (negative) as much as then is possible. */
  @Property
  void neverHasMoreOnTheWayThanItsSize(
      @ForAll @IntRange(min = 1, max = 10_000) int size,
      @ForAll @Size(max = 200) List<@IntRange(min = -10_000, max = 10_000) Integer> steps) {
    CreditWindow window = window(size);
    long held = 0;
    long told = size; // What the sender knows it may send.
    long freed = 0;
    for (int step : steps) {
      if (step > 0) {
        boolean spent = window.spend(step);
        assertThat(spent).isEqualTo(step <= told);
        if (spent) {
          held += step;
          told -= step;
        }
      } else {
        int out = (int) Math.min(held, -step);
        held -= out;
        freed += out;
        long granted = window.free(out);
        told += granted;
        freed -= granted;
      }
      assertThat(window.available()).isEqualTo(told);
      assertThat(told + held + freed).isEqualTo(size);
      assertThat(held).isBetween(0L, (long) size);
    }
  }

  @Property
  void isNeverStuckOnceEverythingWasTaken(
      @ForAll @IntRange(min = 1, max = 100_000) int size,
      @ForAll @Size(max = 100) List<@IntRange(min = 1, max = 100_000) Integer> pieces) {
    CreditWindow window = window(size);
    for (int piece : pieces) {
      int spent = (int) Math.min(piece, window.available());
      assertThat(window.spend(spent)).isTrue();
      window.free(spent);
      // All of it, or at least as much as a whole frame of a client.
      assertThat(window.available()).isGreaterThanOrEqualTo(Math.min(size, 256 * 1024));
    }
  }

  @Test
  void refusesASizeThatNoByteFitsIn() {
    assertThatThrownBy(() -> window(0)).hasMessage("first: 0 (expected: >= 1)");
  }

  private static CreditWindow window(int size) {
    return new CreditWindow(new WindowMemory(1L << 40, size, size));
  }
}
