package io.peerrelay.bench.messages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * One run of messages within pairs. Message number i is the pair's (i mod pairs), which writes its
 * own in their order; each is looked for at the writer, as {@code sent}, and at the reader.
 */
final class Talk {
  private static final int TEXT_LENGTH = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final byte[] ERROR = "{\"type\":\"error\"".getBytes(StandardCharsets.US_ASCII);

  private final Pairs pairs;
  private final long first;
  private final Receipts[] receipts;
  private final Latencies sent = new Latencies();
  private final Latencies delivered = new Latencies();
  private final int[] posted;
  private long answered;
  private long arrived;
  private IOException trouble;

  private Talk(Pairs pairs) {
    this.pairs = pairs;
    this.first = pairs.next();
    this.posted = new int[pairs.size()];
    this.receipts = new Receipts[pairs.size()];
    Arrays.setAll(receipts, pair -> new Receipts());
  }

  /**
   * Each pair has so many messages without an answer, always.
   *
   * @param most messages of each pair
   */
  static Reading closed(Pairs pairs, int outstanding, int most, Duration time)
      throws IOException, InterruptedException {
    Talk talk = new Talk(pairs);
    long deadline = System.nanoTime() + time.toNanos();
    Refill refill = talk.new Refill(most, deadline);
    talk.hear(refill::begun, refill::post);
    return talk.measure(
        () -> {
          for (int pair = 0; pair < pairs.size(); pair++)
            for (int i = 0; i < outstanding; i++) refill.post(pair);
          pairs.loop().readUntil(() -> talk.isTroubled() || refill.isDone(), deadline);
        });
  }

  /** Lets each pair write so many, without measuring. */
  static void all(Pairs pairs, int outstanding, int each) throws IOException, InterruptedException {
    Reading reading = closed(pairs, outstanding, each, LONGEST);
    if (reading.count() < (long) each * pairs.size())
      throw new IOException("Only " + reading.count() + " messages were stored in time.");
  }

  /** So many messages a second, of all pairs together, whatever becomes of them. */
  static Reading open(Pairs pairs, double perSecond, Duration time)
      throws IOException, InterruptedException {
    Talk talk = new Talk(pairs);
    Pace pace = Pace.soon(perSecond, time);
    talk.hear(pace::due, pair -> {});
    for (int i = 0; i < pace.count(); i++) talk.posted[i % pairs.size()]++;
    return talk.measure(
        () ->
            Threads.beside(
                () -> pace.keep(talk::send),
                () -> pairs.loop().readUntil(talk::isTroubled, pace.end())));
  }

  /** Keeps as many under way as there were at first. */
  private final class Refill {
    private final int most;
    private final long deadline;
    private long[] begun = new long[1 << 12];

    private Refill(int most, long deadline) {
      this.most = most;
      this.deadline = deadline;
    }

    long begun(int message) {
      return begun[message];
    }

    boolean isDone() {
      return answered == (long) most * pairs.size();
    }

    void post(int pair) {
      long now = System.nanoTime();
      if (now > deadline || posted[pair] == most) return;
      int message = posted[pair]++ * pairs.size() + pair;
      if (message >= begun.length) begun = Arrays.copyOf(begun, 2 * message);
      begun[message] = now;
      try {
        send(message);
      } catch (IOException e) {
        trouble = e;
      }
    }
  }

  private Reading measure(Threads.Work load) throws IOException, InterruptedException {
    Duration processor = pairs.relay().process().processorTime();
    long begin = System.nanoTime();
    load.run();
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    processor = pairs.relay().process().processorTime().minus(processor);
    long inTime = answered;
    settle();
    return new Reading(
        inTime, time, processor, sent.percentiles(), delivered.percentiles(), tally());
  }

  /** Waits for what is still on its way. */
  private void settle() throws IOException, InterruptedException {
    long all = Arrays.stream(posted).asLongStream().sum();
    pairs
        .loop()
        .readUntil(
            () -> isTroubled() || (answered == all && arrived == all),
            System.nanoTime() + PATIENCE.toNanos());
    pairs.passOver((long) Arrays.stream(posted).max().orElse(0) * pairs.size());
    if (isTroubled()) throw trouble;
    if (answered < all) throw new IOException((all - answered) + " messages got no answer.");
  }

  private boolean isTroubled() {
    return trouble != null;
  }

  private Tally tally() {
    Tally all = Tally.CLEAN;
    for (int pair = 0; pair < receipts.length; pair++)
      all = all.plus(receipts[pair].tally(posted[pair]));
    return all;
  }

  private void send(int message) throws IOException {
    Pairs.Pair pair = pairs.get(message % pairs.size());
    pair.writer().send(Words.message(pair.to(), first + message, TEXT_LENGTH));
  }

  /** What is done once a pair's message is answered. */
  private interface Next {
    void go(int pair);
  }

  private void hear(IntToLongFunction begun, Next next) {
    for (int i = 0; i < pairs.size(); i++) {
      int pair = i;
      pairs.get(i).writer().tell((bytes, from, to) -> onAnswer(bytes, from, to, begun, next));
      pairs
          .get(i)
          .reader()
          .tell((bytes, from, to) -> onMessage(receipts[pair], bytes, from, to, begun));
    }
  }

  private void onAnswer(byte[] bytes, int from, int to, IntToLongFunction begun, Next next) {
    int at = Mark.REQUEST.find(bytes, from, to);
    if (at < 0) return; // The message itself, which comes to every member.
    int message = (int) (Mark.number(bytes, at) - first);
    if (message < 0) return; // Of an earlier run.
    int head = Math.min(from + ERROR.length, to);
    if (Arrays.equals(bytes, from, head, ERROR, 0, ERROR.length)) {
      trouble = new IOException(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      return;
    }
    answered++;
    sent.add(System.nanoTime() - begun.applyAsLong(message));
    next.go(message % pairs.size());
  }

  private void onMessage(
      Receipts receipts, byte[] bytes, int from, int to, IntToLongFunction begun) {
    int at = Mark.TEXT.find(bytes, from, to);
    if (at < 0) return;
    int message = (int) (Mark.number(bytes, at) - first);
    if (message < 0 || !receipts.take(message / pairs.size())) return;
    arrived++;
    delivered.add(System.nanoTime() - begun.applyAsLong(message));
  }
}
