package io.peerrelay.bench.messages;

import io.peerrelay.bench.OurRelay;
import java.io.IOException;
import java.util.List;

/** What passes from user to user without being stored: inside a node, and between two. */
final class Nodes {
  private Nodes() {}

  static List<Trial> prepare(Ground ground, Wish wish) throws IOException, InterruptedException {
    List<OurRelay> nodes = ground.nodes("nodes");
    return List.of(
        trial(ground, wish, "inside a node", nodes.get(0), nodes.get(0)),
        trial(ground, wish, "between nodes", nodes.get(0), nodes.get(1)));
  }

  private static Trial trial(
      Ground ground, Wish wish, String name, OurRelay writers, OurRelay readers)
      throws IOException, InterruptedException {
    String users = name.replace(' ', '-');
    Pairs pairs = Pairs.open(ground.loop(), writers, readers, users, wish.pairs());
    Talk.all(pairs, 1, Math.max(1, wish.warmth() / wish.pairs()));
    return new Trial(
        Trial.Part.NODES,
        name,
        wish.pairs() + " pairs, " + wish.rate() + "/s",
        () -> Signals.open(pairs, wish.rate(), wish.time()));
  }
}
