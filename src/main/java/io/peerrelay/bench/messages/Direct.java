package io.peerrelay.bench.messages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Messages from one user to another, through a relay of ours. */
final class Direct {
  private static final String NAME = "relay";

  private Direct() {}

  static List<Trial> prepare(Ground ground, Wish wish) throws IOException, InterruptedException {
    Pairs pairs = Pairs.open(ground.loop(), ground.relay("direct"), "direct", wish.pairs());
    Talk.all(pairs, 1, wish.warmth() / wish.pairs());
    List<Trial> trials = new ArrayList<>();
    for (int outstanding : wish.outstanding())
      trials.add(
          trial(
              wish.pairs() + " pairs, " + outstanding + " outstanding",
              () -> Talk.closed(pairs, outstanding, Integer.MAX_VALUE, wish.time())));
    trials.add(
        trial(
            wish.pairs() + " pairs, " + wish.rate() + "/s",
            () -> Talk.open(pairs, wish.rate(), wish.time())));
    return trials;
  }

  private static Trial trial(String load, Trial.Run run) {
    return new Trial(Trial.Part.DIRECT, NAME, load, run);
  }
}
