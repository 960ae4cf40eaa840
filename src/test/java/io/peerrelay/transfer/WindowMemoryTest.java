package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WindowMemoryTest {
  private static final long KIBI = 1024;
  private static final long MEBI = 1024 * KIBI;

  /** As it is unless configured otherwise. */
  private static WindowMemory usual() {
    return new WindowMemory(64 * MEBI, 256 * KIBI, 8 * MEBI);
  }

  /** Each number is a window: opened when it comes first, closed when it comes again. */
  @Property
  void neverGivesMoreThanThereIs(
      @ForAll @IntRange(min = 1, max = 1_000) int first,
      @ForAll @IntRange(max = 5_000) int more,
      @ForAll @Size(max = 200) List<@IntRange(max = 20) Integer> steps) {
    WindowMemory memory = new WindowMemory(first + more, first, first + more);
    CreditWindow[] windows = new CreditWindow[21];
    for (int step : steps) {
      if (windows[step] == null) {
        windows[step] = new CreditWindow(memory);
      } else if (windows[step].available() > 0) {
        // All of it goes to and fro, so that it grows if it may.
        int all = (int) windows[step].available();
        assertThat(windows[step].spend(all)).isTrue();
        windows[step].free(all);
      } else {
        windows[step].close();
        windows[step] = null;
      }
      long sum = 0;
      for (CreditWindow window : windows) sum += window == null ? 0 : window.size();
      assertThat(sum).isEqualTo(memory.used()).isBetween(0L, (long) first + more);
    }
  }

  @Test
  void neverGivesMoreThanThereIsToManyThreads() {
    WindowMemory memory = new WindowMemory(10_000, 1_000, 4_000);
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++)
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                for (int round = 0; round < 20_000; round++) {
                  long bytes = memory.reserve(ThreadLocalRandom.current().nextInt(5_000));
                  most.accumulateAndGet(held.addAndGet(bytes), Math::max);
                  held.addAndGet(-bytes);
                  memory.release(bytes);
                }
              }));
    threads.forEach(CompletableFuture::join);
    assertThat(most.get()).isBetween(1L, 10_000L);
    assertThat(memory.used()).isZero();
  }

  @Test
  void tellsAWaiterOnceAsSoonAsSomethingIsFree() {
    WindowMemory memory = new WindowMemory(100, 10, 100);
    memory.reserve(100);
    AtomicInteger told = new AtomicInteger();
    memory.whenFree(told::incrementAndGet);
    memory.release(0);
    assertThat(told).hasValue(0);
    memory.release(1);
    assertThat(told).hasValue(1);
    memory.release(1);
    assertThat(told).hasValue(1);
    memory.whenFree(told::incrementAndGet);
    assertThat(told).hasValue(2);
  }

  @Test
  void servesAllWhoWaitHoweverLittleBecomesFree() {
    WindowMemory memory = new WindowMemory(3, 3, 3);
    List<BytePath> paths = new ArrayList<>();
    List<AtomicLong> credits = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      BytePath path = new BytePath(new Leg("leg" + i, 1_000, null, 0), memory);
      AtomicLong credit = new AtomicLong(path.credit());
      path.feed(credit::addAndGet);
      paths.add(path);
      credits.add(credit);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(credits.get(i)).as("credit of path %d", i).hasPositiveValue();
      paths.get(i).close(); // So one or two bytes are free, for those that wait.
    }
    assertThat(memory.used()).isZero();
  }

  /** One after the other: each grows as large as it may, then its receiver stops reading. */
  @Test
  void hasAFastWindowLeftHoweverManyReceiversHaveStoppedReading() {
    WindowMemory memory = usual();
    for (int stalled = 0; stalled < 100; stalled++) stall(memory);
    CreditWindow window = new CreditWindow(memory);
    assertThat(window.size()).isEqualTo(256 * KIBI);
    for (int round = 0; round < 100; round++) flow(window);
    assertThat(window.size()).isGreaterThanOrEqualTo(256 * KIBI);
    assertThat(memory.used()).isLessThanOrEqualTo(64 * MEBI);
  }

  @Test
  void lacksNothingForAWindowThatIsAlone() {
    CreditWindow window = new CreditWindow(usual());
    for (int round = 0; round < 10; round++) flow(window);
    assertThat(window.size()).isEqualTo(8 * MEBI);
  }

  @Test
  void keepsManyBusyWindowsOfOneSize() {
    WindowMemory memory = usual();
    List<CreditWindow> windows = new ArrayList<>();
    for (int i = 0; i < 20; i++) windows.add(new CreditWindow(memory));
    for (int round = 0; round < 100; round++) windows.forEach(WindowMemoryTest::flow);
    double mean = windows.stream().mapToLong(CreditWindow::size).average().orElseThrow();
    for (CreditWindow window : windows)
      assertThat((double) window.size()).isBetween(mean / 2, mean * 2);
    assertThat(mean).isGreaterThan(MEBI);
  }

  /** A sender and a receiver that are both fast, far from each other: all is sent, all is taken. */
  private static void flow(CreditWindow window) {
    int all = (int) window.available();
    assertThat(window.spend(all)).isTrue();
    window.free(all);
  }

  private static void stall(WindowMemory memory) {
    CreditWindow window = new CreditWindow(memory);
    for (int round = 0; round < 10; round++) flow(window);
    window.spend((int) window.available());
  }

  @Test
  void refusesSizesThatContradictEachOther() {
    assertThatThrownBy(() -> new WindowMemory(100, 10, 9))
        .hasMessage("largest: 9 (expected: >= first)");
    assertThatThrownBy(() -> new WindowMemory(9, 10, 10))
        .hasMessage("total: 9 (expected: >= first)");
  }
}
