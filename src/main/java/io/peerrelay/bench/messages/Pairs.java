package io.peerrelay.bench.messages;

import io.peerrelay.bench.OurRelay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Users of one relay of ours, two and two: one writes, the other reads. */
final class Pairs {
  /**
   * Nodes that have just started take about twenty new users a second: their code is cold, and each
   * of the first users finds a shard that has yet to be given out. More at once would wait too
   * long.
   */
  private static final int AT_ONCE = 10;

  private final Loop loop;
  private final OurRelay relay;
  private final List<Pair> pairs;
  private long next;

  /**
   * @param to the reader's name
   */
  record Pair(Line writer, Line reader, String to) {}

  private Pairs(Loop loop, OurRelay relay, List<Pair> pairs, long next) {
    this.loop = loop;
    this.relay = relay;
    this.pairs = List.copyOf(pairs);
    this.next = next;
  }

  /**
   * Registers them and logs them in.
   *
   * @param name what their names begin with
   */
  static Pairs open(Loop loop, OurRelay relay, String name, int count)
      throws IOException, InterruptedException {
    return open(loop, relay, relay, name, count);
  }

  /**
   * The same, whose readers are on another node, perhaps.
   *
   * @param relay of those who write
   */
  static Pairs open(Loop loop, OurRelay relay, OurRelay readers, String name, int count)
      throws IOException, InterruptedException {
    Opening opening = new Opening(loop);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pair pair =
          new Pair(
              loop.connect(relay.port(), "/ws"),
              loop.connect(readers.port(), "/ws"),
              name + "-reader-" + i);
      pairs.add(pair);
      opening.begin(pair.writer(), Words.newUser(name + "-writer-" + i));
      opening.begin(pair.reader(), Words.newUser(pair.to()));
      opening.await(AT_ONCE);
    }
    opening.await(0);
    return new Pairs(loop, relay, pairs, 0);
  }

  Loop loop() {
    return loop;
  }

  OurRelay relay() {
    return relay;
  }

  int size() {
    return pairs.size();
  }

  Pair get(int pair) {
    return pairs.get(pair);
  }

  /** One of them alone, from then on. */
  Pairs only(int pair) {
    return new Pairs(loop, relay, pairs.subList(pair, pair + 1), next);
  }

  /** The number of the next run's first message: no number comes twice. */
  long next() {
    return next;
  }

  void passOver(long numbers) {
    next += numbers;
  }
}
