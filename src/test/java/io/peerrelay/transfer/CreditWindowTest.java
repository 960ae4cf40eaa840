package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Other windows come and go meanwhile, so that memory is scarce, or plenty again. */
  @Property
  void alwaysAddsUpWhileItGrowsAndShrinks(
      @ForAll @IntRange(min = 1, max = 1_000) int first,
      @ForAll @Size(max = 300) List<@IntRange(min = -20_000, max = 20_000) Integer> steps) {
    WindowMemory memory = new WindowMemory(20_000, first, 8_000);
    CreditWindow window = new CreditWindow(memory);
    long held = 0;
    long freed = 0;
    long others = 0;
    for (int step : steps) {
      if (step % 5 == 0) {
        memory.release(others);
        others = memory.reserve(Math.abs(step));
        continue;
      }
      long before = window.size();
      if (step > 0) {
        int bytes = (int) Math.min(step, window.available());
        assertThat(window.spend(bytes)).isTrue();
        held += bytes;
      } else {
        int out = (int) Math.min(held, -step);
        held -= out;
        long granted = window.free(out);
        // What was granted is what was freed, and what it grew by, or shrank.
        freed += out + window.size() - before - granted;
      }
      assertThat(window.available() + held + freed).isEqualTo(window.size());
      assertThat(freed).isBetween(0L, Math.max(0, window.size() / 4));
      assertThat(window.size()).isBetween(1L, 8_000L);
      // Never stuck: something is on its way, or may be sent.
      assertThat(held + window.available()).isPositive();
      assertThat(memory.used()).isEqualTo(window.size() + others);
    }
    window.close();
    assertThat(memory.used()).isEqualTo(others);
  }

  @Test
  void doublesWhereTheSenderWaitsForCreditUpToTheLargest() {
    CreditWindow window = new CreditWindow(new WindowMemory(1L << 40, 100, 1_000));
    for (int size : new int[] {100, 200, 400, 800, 1_000, 1_000}) {
      assertThat(window.size()).isEqualTo(size);
      passAll(window);
    }
  }

  @Test
  void keepsItsSizeWhereTheReceiverIsTheSlowOne() {
    CreditWindow window = window(Duration.ofSeconds(1));
    window.spend(100);
    for (int round = 0; round < 100; round++) window.spend((int) window.free(25));
    assertThat(window.size()).isEqualTo(100);
  }

  @Test
  void keepsItsSizeWhereTheSenderIsTheSlowOne() {
    CreditWindow window = window(Duration.ofSeconds(1));
    for (int round = 0; round < 100; round++) {
      window.spend(30);
      window.free(30);
    }
    assertThat(window.size()).isEqualTo(100);
  }

  @Test
  void doublesUpToAMebibyteWhereAllOfItPassesInAMoment() {
    CreditWindow window = window(Duration.ofMillis(1));
    window.spend(100);
    for (int round = 0; round < 1_000; round++) {
      int quarter = (int) Math.max(1, window.size() / 4);
      window.spend((int) window.free(quarter));
    }
    assertThat(window.size()).isBetween(1L << 20, 2L << 20);
  }

  /** Each window's worth takes this long. */
  private static CreditWindow window(Duration turn) {
    AtomicLong now = new AtomicLong();
    return new CreditWindow(
        new WindowMemory(1L << 40, 100, 1L << 30), () -> now.addAndGet(turn.toNanos()));
  }

  @Test
  void growsFromASingleByte() {
    CreditWindow window = new CreditWindow(new WindowMemory(1L << 40, 1, 1_000));
    for (int round = 0; round < 10; round++) passAll(window);
    assertThat(window.size()).isEqualTo(1_000);
  }

  @Test
  void givesMemoryBackWhereItIsScarceAndTakesItAgain() {
    WindowMemory memory = new WindowMemory(20_000, 100, 2_000);
    CreditWindow window = new CreditWindow(memory);
    for (int round = 0; round < 10; round++) passAll(window);
    assertThat(window.size()).isEqualTo(2_000);
    long others = memory.reserve(20_000);
    for (int round = 0; round < 10; round++) passAll(window);
    assertThat(window.size()).isBetween(1L, 1_000L);
    memory.release(others);
    for (int round = 0; round < 20; round++) passAll(window);
    assertThat(window.size()).isEqualTo(2_000);
  }

  private static void passAll(CreditWindow window) {
    int all = (int) window.available();
    assertThat(window.spend(all)).isTrue();
    window.free(all);
  }

  @Test
  void refusesASizeThatNoByteFitsIn() {
    assertThatThrownBy(() -> window(0)).hasMessage("first: 0 (expected: >= 1)");
  }

  private static CreditWindow window(int size) {
    return new CreditWindow(new WindowMemory(1L << 40, size, size));
  }
}
