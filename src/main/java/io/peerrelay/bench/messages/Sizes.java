package io.peerrelay.bench.messages;

import io.peerrelay.bench.Peer;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** How much is measured, as options of a command. */
final class Sizes {
  private static final int MOST = 10_000_000;
  private static final int MOST_SOCKETS = 10_000;

  /** Java has compiled by then what a message passes through. */
  private static final int WARMTH = 10_000;

  private static final int QUICK_WARMTH = 1_000;

  @Option(
      names = "--quick",
      description = "Only to see that it works: one short run of each, with little stored.")
  private boolean quick;

  @Option(names = "--runs", paramLabel = "N", description = "Measured runs (default: 3).")
  private Integer runs;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Runs before those, not counted (default: 1).")
  private Integer warmUp;

  @Option(names = "--seconds", paramLabel = "N", description = "Of each run (default: 3).")
  private Integer seconds;

  @Option(
      names = "--subscribers",
      paramLabel = "N",
      description = "Whom one tells (default: 1000).")
  private Integer subscribers;

  @Option(
      names = "--under-way",
      paramLabel = "N",
      description = "Messages to all at once, as fast as they go (default: 32).")
  private Integer underWay;

  @Option(
      names = "--loads",
      split = ",",
      paramLabel = "N",
      description = "Messages to all a second (default: 20,50,100).")
  private List<Integer> loads;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "Users who write to each other, two and two (default: 100).")
  private Integer pairs;

  @Option(
      names = "--outstanding",
      split = ",",
      paramLabel = "N",
      description = "Messages of each pair without an answer (default: 1,8).")
  private List<Integer> outstanding;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Messages of all pairs a second (default: 1000).")
  private Integer rate;

  @Option(
      names = "--history",
      split = ",",
      paramLabel = "N",
      description = "Stored messages to compare (default: 1000,100000).")
  private List<Integer> history;

  @Option(
      names = "--accounts",
      split = ",",
      paramLabel = "N",
      description = "Registered accounts to compare (default: 100,10000).")
  private List<Integer> accounts;

  int runs() {
    return checked("--runs", runs, quick ? 1 : 3, 1, MOST);
  }

  int warmUp() {
    return checked("--warm-up", warmUp, 1, 0, MOST);
  }

  private int seconds() {
    return checked("--seconds", seconds, quick ? 2 : 3, 1, MOST);
  }

  /** In words. */
  String turns() {
    return "Medians of %d runs of %d s after %d to warm up, all in turns."
        .formatted(runs(), seconds(), warmUp());
  }

  /**
   * @throws IllegalArgumentException where something is out of range
   */
  Wish wish(List<String> only, List<Peer> peers) {
    return new Wish(
        only,
        warmUp() + runs(),
        Duration.ofSeconds(seconds()),
        checked("--subscribers", subscribers, 1000, 1, MOST_SOCKETS),
        checked("--under-way", underWay, 32, 1, MOST),
        checked("--loads", loads, quick ? List.of(50) : List.of(20, 50, 100)),
        checked("--pairs", pairs, 100, 1, MOST_SOCKETS),
        checked("--outstanding", outstanding, List.of(1, 8)),
        checked("--rate", rate, 1000, 1, MOST),
        quick ? QUICK_WARMTH : WARMTH,
        two("--history", history, 1000, quick ? 3000 : 100_000),
        two("--accounts", accounts, 100, quick ? 1000 : 10_000),
        peers);
  }

  private static int checked(String option, Integer value, int otherwise, int least, int most) {
    int chosen = value == null ? otherwise : value;
    if (chosen < least || chosen > most)
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(option, chosen, least, most));
    return chosen;
  }

  private static List<Integer> checked(String option, List<Integer> values, List<Integer> others) {
    List<Integer> chosen = values == null ? others : values;
    for (int value : chosen) checked(option, value, value, 1, MOST);
    return chosen;
  }

  private static Wish.Two two(String option, List<Integer> values, int less, int more) {
    List<Integer> chosen = checked(option, values, List.of(less, more));
    if (chosen.size() != 2 || chosen.get(0) < 2 || chosen.get(0) > chosen.get(1))
      throw new IllegalArgumentException(
          "%s: %s (expected: two numbers, the larger behind the other)".formatted(option, chosen));
    return new Wish.Two(chosen.get(0), chosen.get(1));
  }
}
