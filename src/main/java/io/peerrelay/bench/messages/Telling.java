package io.peerrelay.bench.messages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One run of messages from one to many.
 *
 * <pre>
 *   publish --> server --> subscriber 1 … n : each delivery is counted
 *      ^                          |
 *      +---- the last has it <----+            where it goes as fast as it can
 * </pre>
 */
final class Telling {
  private static final int TEXT_LENGTH = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Hall hall;
  private final long first;
  private final Receipts[] receipts;
  private final Latencies delivered = new Latencies();
  private int published;
  private long arrived;
  private IOException trouble;

  private Telling(Hall hall) {
    this.hall = hall;
    this.first = hall.next();
    this.receipts = new Receipts[hall.subscribers().size()];
    Arrays.setAll(receipts, subscriber -> new Receipts());
    hall.publisher().tell(this::onAnswer);
  }

  /**
   * As fast as it goes. A message is under way until the last subscriber has it: one rule for all,
   * whether a server answers a publisher soon, late or never.
   *
   * @param underWay messages at once
   */
  static Reading fast(Hall hall, int underWay, Duration time)
      throws IOException, InterruptedException {
    Telling telling = new Telling(hall);
    long deadline = System.nanoTime() + time.toNanos();
    Refill refill = telling.new Refill(deadline);
    telling.hear(refill::onDelivery);
    return telling.measure(
        () -> {
          for (int i = 0; i < underWay; i++) refill.publish();
          hall.loop().readUntil(telling::isTroubled, deadline);
        });
  }

  /** So many messages a second, whatever becomes of them. */
  static Reading paced(Hall hall, double perSecond, Duration time)
      throws IOException, InterruptedException {
    Telling telling = new Telling(hall);
    Pace pace = Pace.soon(perSecond, time);
    telling.published = pace.count();
    telling.hear(message -> telling.delivered.add(System.nanoTime() - pace.due(message)));
    return telling.measure(
        () ->
            Threads.beside(
                () -> pace.keep(telling::send),
                () -> hall.loop().readUntil(telling::isTroubled, pace.end())));
  }

  /** Publishes one for each that all have. */
  private final class Refill {
    private final long deadline;
    private int[] missing = new int[1 << 10];

    private Refill(long deadline) {
      this.deadline = deadline;
    }

    void publish() {
      if (published == missing.length) missing = Arrays.copyOf(missing, 2 * published);
      missing[published] = receipts.length;
      try {
        send(published++);
      } catch (IOException e) {
        trouble = e;
      }
    }

    void onDelivery(int message) {
      if (--missing[message] == 0 && System.nanoTime() < deadline) publish();
    }
  }

  private Reading measure(Threads.Work load) throws IOException, InterruptedException {
    Duration processor = hall.process().processorTime();
    long begin = System.nanoTime();
    load.run();
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    processor = hall.process().processorTime().minus(processor);
    long inTime = arrived;
    settle();
    return new Reading(inTime, time, processor, Percentiles.NONE, delivered.percentiles(), tally());
  }

  /** Waits for what is still on its way. */
  private void settle() throws IOException, InterruptedException {
    long all = (long) published * receipts.length;
    hall.loop()
        .readUntil(() -> isTroubled() || arrived == all, System.nanoTime() + PATIENCE.toNanos());
    hall.passOver(published);
    if (isTroubled()) throw trouble;
  }

  private boolean isTroubled() {
    return trouble != null;
  }

  private Tally tally() {
    return Arrays.stream(receipts)
        .map(one -> one.tally(published))
        .reduce(Tally.CLEAN, Tally::plus);
  }

  private void send(int message) throws IOException {
    hall.publish(first + message, TEXT_LENGTH);
  }

  private void onAnswer(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.contains("\"error\"")) trouble = new IOException(text);
  }

  private void hear(IntConsumer onDelivery) {
    for (int i = 0; i < receipts.length; i++) {
      Receipts mine = receipts[i];
      hall.subscribers()
          .get(i)
          .tell((bytes, from, to) -> onText(mine, bytes, from, to, onDelivery));
    }
  }

  /** A server may put several messages into one text. */
  private void onText(Receipts mine, byte[] bytes, int from, int to, IntConsumer onDelivery) {
    for (int at = Mark.TEXT.find(bytes, from, to); at >= 0; at = Mark.TEXT.find(bytes, at, to)) {
      int message = (int) (Mark.number(bytes, at) - first);
      if (message < 0 || !mine.take(message)) continue;
      arrived++;
      onDelivery.accept(message);
    }
  }
}
