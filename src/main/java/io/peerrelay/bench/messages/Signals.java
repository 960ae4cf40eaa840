package io.peerrelay.bench.messages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * One run of messages that the relay passes on and keeps nowhere. They carry no number: the first
 * that a reader gets is the first that its writer sent, or the run counts some as lost and fails.
 */
final class Signals {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String SIGN = "\"typing\"";

  private final Pairs pairs;
  private final Pace pace;
  private final int[] heard;
  private final Latencies delivered = new Latencies();
  private long arrived;

  private Signals(Pairs pairs, Pace pace) {
    this.pairs = pairs;
    this.pace = pace;
    this.heard = new int[pairs.size()];
  }

  /** So many a second, of all pairs together, whatever becomes of them. */
  static Reading open(Pairs pairs, double perSecond, Duration time)
      throws IOException, InterruptedException {
    return new Signals(pairs, Pace.soon(perSecond, time)).measure();
  }

  private Reading measure() throws IOException, InterruptedException {
    for (int i = 0; i < pairs.size(); i++) {
      int pair = i;
      pairs.get(i).writer().tell((bytes, from, to) -> {});
      pairs.get(i).reader().tell((bytes, from, to) -> onMessage(pair, bytes, from, to));
    }
    Duration processor = pairs.relay().process().processorTime();
    long begin = System.nanoTime();
    Threads.beside(() -> pace.keep(this::send), () -> pairs.loop().readUntil(pace.end()));
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    processor = pairs.relay().process().processorTime().minus(processor);
    long inTime = arrived;
    pairs.loop().readUntil(() -> arrived == pace.count(), System.nanoTime() + PATIENCE.toNanos());
    long lost = pace.count() - Arrays.stream(heard).asLongStream().sum();
    if (lost != 0) throw new IOException(lost + " of " + pace.count() + " did not come.");
    return new Reading(
        inTime, time, processor, Percentiles.NONE, delivered.percentiles(), Tally.CLEAN);
  }

  private void send(int message) throws IOException {
    Pairs.Pair pair = pairs.get(message % pairs.size());
    pair.writer().send(Words.typing(pair.to()));
  }

  private void onMessage(int pair, byte[] bytes, int from, int to) {
    if (!new String(bytes, from, to - from, StandardCharsets.UTF_8).contains(SIGN)) return;
    int message = heard[pair]++ * pairs.size() + pair;
    arrived++;
    delivered.add(System.nanoTime() - pace.due(message));
  }
}
