package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Many transfers at once, each over sockets of its own, and others who say something meanwhile. */
class FairnessTest {
  private static final long MEBI = 1 << 20;
  private static final int TRANSFERS = 20;

  /** Where an idle relay takes longer, the machine is busy with something else. */
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  @TempDir Path data;

  @Test
  void answersWhileTwentyTransfersRunAndCompletesThem() throws Exception {
    try (Person anna = new Person(RELAY.uri(), "anna");
        TransferLoad load = new TransferLoad(RELAY.uri(), TRANSFERS, 8 * MEBI)) {
      load.begin();
      while (!load.isComplete()) await(anna.client.ping());
      load.awaitCompleted();
    }
  }

  @Test
  @Tag("soak")
  void givesEachItsShareAndAnswersOthersSoon() throws Exception {
    try (RelayProcess relay = RelayProcess.start(data, "@conf/jvm.options");
        Person anna = new Person(relay.uri(), "anna");
        Person boris = new Person(relay.uri(), "boris")) {
      Runnable ping = () -> await(anna.client.ping());
      Runnable offer = () -> offer(anna, boris);
      measure(ping, Duration.ofSeconds(3));
      measure(offer, Duration.ofSeconds(40)); // The first thousand of a new relay take longer.
      Times quietPings = measure(ping, Duration.ofSeconds(5));
      Times quietOffers = measure(offer, Duration.ofSeconds(5));
      Times pings;
      Times offers;
      LongSummaryStatistics shares;
      try (TransferLoadProcess load = TransferLoadProcess.start(relay.uri(), TRANSFERS, 1L << 40)) {
        measure(ping, Duration.ofSeconds(10)); // Until all is compiled.
        List<Long> before = load.taken();
        pings = measure(ping, Duration.ofSeconds(15));
        offers = measure(offer, Duration.ofSeconds(15));
        List<Long> after = load.taken();
        shares =
            IntStream.range(0, TRANSFERS)
                .mapToLong(i -> after.get(i) - before.get(i))
                .summaryStatistics();
      }
      System.out.printf(
          "quiet: pings %s, offers %s%nbusy: pings %s, offers %s%n"
              + "shares: %d to %d, mean %.0f MiB in 30 s%n",
          quietPings,
          quietOffers,
          pings,
          offers,
          shares.getMin() / MEBI,
          shares.getMax() / MEBI,
          shares.getAverage() / MEBI);
      assertThat((double) shares.getMin()).isGreaterThan(shares.getAverage() / 2);
      assumeThat(quietPings.percentile(99)).as("ping of an idle relay").isLessThan(IDLE_NANOS);
      assertThat(pings.percentile(99)).isLessThan(MOST_NANOS);
      // An offer waits for the disk, which is not the relay's to hurry: docs/performance.md.
      assertThat(offers.percentile(50)).isLessThan(MOST_NANOS);
    }
  }

  private static void offer(Person from, Person to) {
    from.offer(to, CheapBytes.file(1)).cancel(null);
  }

  /** One after the other, a hundred a second at the most. */
  private static Times measure(Runnable request, Duration time) {
    List<Long> times = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      request.run();
      times.add(System.nanoTime() - start);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return new Times(times.stream().sorted().toList());
  }

  /**
   * @param sorted in nanoseconds
   */
  private record Times(List<Long> sorted) {
    long percentile(int percent) {
      return sorted.get((sorted.size() - 1) * percent / 100);
    }

    @Override
    public String toString() {
      return "50 %%: %.1f ms, 99 %%: %.1f ms, most %.1f ms of %d"
          .formatted(
              percentile(50) / 1e6, percentile(99) / 1e6, percentile(100) / 1e6, sorted.size());
    }
  }
}
