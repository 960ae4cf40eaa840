package io.peerrelay.bench.messages;

import io.peerrelay.bench.OurRelay;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Whether a message costs the same where more is stored. */
final class Flat {
  private static final int FILL_OUTSTANDING = 8;
  private static final int REGISTRARS = 50;

  private final Ground ground;
  private final Wish wish;

  private Flat(Ground ground, Wish wish) {
    this.ground = ground;
    this.wish = wish;
  }

  static List<Trial> prepare(Ground ground, Wish wish) throws IOException, InterruptedException {
    Flat flat = new Flat(ground, wish);
    OurRelay histories = ground.relay("histories");
    // The long one first: what is warm for one is warm for the other.
    Trial more = flat.history(histories, "long", wish.history().more(), 1);
    return List.of(
        flat.history(histories, "short", wish.history().less(), wish.rounds()),
        more,
        flat.accounts("few", wish.accounts().less()),
        flat.accounts("many", wish.accounts().more()));
  }

  /**
   * One conversation that has so many messages. What is short would soon be long: no run adds more
   * than that, and each has a conversation of its own.
   *
   * @param conversations that take turns
   */
  private Trial history(OurRelay relay, String name, int messages, int conversations)
      throws IOException, InterruptedException {
    Pairs pairs = Pairs.open(ground.loop(), relay, name, conversations);
    Talk.all(pairs, FILL_OUTSTANDING, messages);
    List<Pairs> each = IntStream.range(0, conversations).mapToObj(pairs::only).toList();
    AtomicInteger turn = new AtomicInteger();
    return trial(
        "%,d stored messages".formatted(messages),
        "1 pair, 1 outstanding",
        () -> {
          Pairs one = each.get(turn.getAndIncrement() % conversations);
          // While others had their turn it may have been put to sleep; to wake it is not measured.
          Talk.all(one, 1, 1);
          return Talk.closed(one, 1, wish.history().less(), wish.time());
        });
  }

  /** A relay of its own with so many accounts, of which the same few write to each other. */
  private Trial accounts(String name, int accounts) throws IOException, InterruptedException {
    OurRelay relay = ground.relay(name);
    int pairs = Math.min(wish.pairs(), wish.accounts().less() / 2);
    register(relay, accounts - 2 * pairs);
    Pairs some = Pairs.open(ground.loop(), relay, name, pairs);
    Talk.all(some, FILL_OUTSTANDING, wish.warmth() / pairs);
    return trial(
        "%,d accounts".formatted(accounts),
        pairs + " pairs, 1 outstanding",
        () -> Talk.closed(some, 1, Integer.MAX_VALUE, wish.time()));
  }

  private void register(OurRelay relay, int accounts) throws IOException, InterruptedException {
    Opening opening = new Opening(ground.loop());
    for (int i = 0; i < REGISTRARS; i++) {
      int from = (int) ((long) accounts * i / REGISTRARS);
      int to = (int) ((long) accounts * (i + 1) / REGISTRARS);
      List<Opening.Step> steps =
          IntStream.range(from, to)
              .mapToObj(number -> Words.register("bystander-" + number))
              .toList();
      if (!steps.isEmpty()) opening.begin(ground.loop().connect(relay.port(), "/ws"), steps);
    }
    opening.await(0);
  }

  private static Trial trial(String name, String load, Trial.Run run) {
    return new Trial(Trial.Part.FLAT, name, load, run);
  }
}
