package io.peerrelay.bench.messages;

import io.peerrelay.bench.NotThere;
import io.peerrelay.bench.OurRelay;
import io.peerrelay.bench.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Messages from one to many: our relay beside others. */
final class FanOut {
  private final Ground ground;
  private final Wish wish;
  private final List<Trial> fast = new ArrayList<>();
  private final List<Trial> paced = new ArrayList<>();

  private FanOut(Ground ground, Wish wish) {
    this.ground = ground;
    this.wish = wish;
  }

  /** Whoever can be had, in turns for each load. */
  static List<Trial> prepare(Ground ground, Wish wish) throws InterruptedException {
    FanOut fanOut = new FanOut(ground, wish);
    fanOut.add("relay", fanOut::ours);
    for (Peer peer : wish.peers())
      if (Dialect.of(peer.protocol()) != null) fanOut.add(peer.name(), () -> fanOut.hall(peer));
    return fanOut.all();
  }

  private Hall ours() throws IOException, InterruptedException {
    OurRelay relay = ground.relay("fan-out");
    return Hall.open(
        ground.loop(), relay.process(), relay.port(), Dialect.RELAY, wish.subscribers());
  }

  private Hall hall(Peer peer) throws IOException, InterruptedException, NotThere {
    peer.version();
    Peer.Running running = peer.start(ground.workplace());
    return Hall.open(
        ground.loop(),
        running.process(),
        running.port(),
        Dialect.of(peer.protocol()),
        wish.subscribers());
  }

  private interface Start {
    Hall open() throws IOException, InterruptedException, NotThere;
  }

  private void add(String name, Start start) throws InterruptedException {
    if (!wish.isWanted(name)) return;
    try {
      Hall hall = start.open();
      fast(name, () -> Telling.fast(hall, wish.underWay(), wish.time()));
      for (int load : wish.loads()) paced(name, load, () -> Telling.paced(hall, load, wish.time()));
    } catch (IOException | NotThere e) {
      Trial.Run why = failing(e);
      fast(name, why);
      for (int load : wish.loads()) paced(name, load, why);
    }
  }

  private static Trial.Run failing(Exception why) {
    return () -> {
      throw new IOException(why.getMessage(), why);
    };
  }

  private void fast(String name, Trial.Run run) {
    fast.add(new Trial(Trial.Part.FAN_OUT, name, wish.underWay() + " under way", run));
  }

  private void paced(String name, int load, Trial.Run run) {
    paced.add(new Trial(Trial.Part.AT_LOAD, name, load + "/s", run));
  }

  /** By load: what is compared is measured one after the other. */
  private List<Trial> all() {
    List<Trial> all = new ArrayList<>(fast);
    for (int load : wish.loads())
      paced.stream().filter(trial -> trial.load().equals(load + "/s")).forEach(all::add);
    return all;
  }
}
