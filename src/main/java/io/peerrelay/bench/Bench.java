package io.peerrelay.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is measured: the one list of all candidates, each with the process that it goes through. */
final class Bench {
  private static final Map<String, Integer> FRAMES = frames();

  private final Workplace workplace;
  private final JavaProgram program;
  private final Wish wish;
  private final Map<Integer, Content> contents = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<Peer, Peer.Running> running = new LinkedHashMap<>();
  private final List<OurRelay> nodes = new ArrayList<>();
  private OurRelay ours;
  private final Map<String, OurRelay> spikes = new LinkedHashMap<>();

  /**
   * What to measure.
   *
   * @param only names, or their beginnings; none: all
   * @param pairs how many at once, one after the other
   * @param size of a run between sockets, all pairs together, in bytes
   * @param fileSize of a file between programs, in bytes
   * @param peers to measure beside ours, installed or not
   */
  record Wish(List<String> only, List<Integer> pairs, long size, long fileSize, List<Peer> peers) {}

  /** Starts something, and says how to get through it. */
  private interface Start {
    Served serve() throws IOException, InterruptedException, NotThere;
  }

  private record Served(List<StartedProcess> processes, Way way) {
    Served(StartedProcess process, Way way) {
      this(List.of(process), way);
    }
  }

  private Bench(Workplace workplace, JavaProgram program, Wish wish) {
    this.workplace = workplace;
    this.program = program;
    this.wish = wish;
  }

  /** Starts all that is wanted, in the order in which it is to be measured. */
  static List<Candidate> candidates(Workplace workplace, JavaProgram program, Wish wish)
      throws InterruptedException {
    Bench bench = new Bench(workplace, program, wish);
    bench.ground();
    bench.ours();
    if (!wish.only().isEmpty()) bench.nodes();
    if (!wish.only().isEmpty()) bench.spikes();
    for (Peer peer : wish.peers()) bench.sockets(peer);
    bench.programs();
    bench.checkNames();
    return bench.byPairs();
  }

  private void ground() throws InterruptedException {
    sockets("copy", "a blocking copy: the limit", () -> forwarder("copy"));
    sockets("akka", "plain Akka Streams TCP: the ground", () -> forwarder("akka"));
    sockets("tuned-akka", "the same with the threads of our relay", () -> forwarder("akka_tuned"));
  }

  private Served forwarder(String by) throws IOException, InterruptedException {
    int port = Workplace.freePorts(1);
    StartedProcess process =
        workplace.start(
            by, program.command("bench", "forward", "--by", by, "--port", "" + port), Map.of());
    process.awaitLine(Pattern.compile(ForwardCommand.LISTENS + port));
    return new Served(process, (pair, content) -> PlainLane.byOrder(port, content));
  }

  private void ours() throws InterruptedException {
    for (Map.Entry<String, Integer> frame : FRAMES.entrySet())
      sockets(
          "relay-" + frame.getKey(),
          "ours, WebSocket, frames of " + frame.getKey(),
          () -> transfers(startOurs(), frame.getValue()));
    sockets(
        "http",
        "ours, PUT and GET",
        () -> {
          OurRelay relay = startOurs();
          return new Served(
              relay.process(), (pair, content) -> HttpLane.open(relay, pair, content));
        });
  }

  /** What it costs that two sides are on two nodes; measured where it is asked for by name. */
  private void nodes() throws InterruptedException {
    for (Map.Entry<String, Integer> frame : FRAMES.entrySet()) {
      sockets(
          "one-node-" + frame.getKey(),
          "ours, both sides on the first of two nodes, frames of " + frame.getKey(),
          () -> overNodes(0, frame.getValue()));
      sockets(
          "two-nodes-" + frame.getKey(),
          "the same, the receiver's side on the second",
          () -> overNodes(1, frame.getValue()));
    }
  }

  private Served overNodes(int receivers, int frameBytes) throws IOException, InterruptedException {
    if (nodes.isEmpty()) nodes.addAll(OurRelay.startNodes(workplace, program, "node", Map.of(), 2));
    return new Served(
        nodes.stream().map(OurRelay::process).toList(),
        (pair, content) ->
            TransferLane.open(nodes.get(0), nodes.get(receivers), pair, content, frameBytes));
  }

  /** What a transport of our own would bring; measured where it is asked for by name. */
  private void spikes() throws InterruptedException {
    sockets("nio", "as `akka`, on a transport of our own", () -> forwarder("nio"));
    spike("nio-web", "ours on the transport of `nio`, below Akka HTTP");
    spike("nio-ws", "ours on the transport of `nio`, WebSockets only");
    spike("tcp-ws", "ours on the transport of `akka`, WebSockets only");
  }

  private static Served transfers(OurRelay relay, int frameBytes) {
    return new Served(
        relay.process(), (pair, content) -> TransferLane.open(relay, pair, content, frameBytes));
  }

  private void spike(String by, String about) throws InterruptedException {
    for (Map.Entry<String, Integer> frame : FRAMES.entrySet())
      sockets(
          by + "-" + frame.getKey(),
          about + ", frames of " + frame.getKey(),
          () -> {
            if (!spikes.containsKey(by))
              spikes.put(by, OurRelay.startSpike(workplace, program, by));
            return transfers(spikes.get(by), frame.getValue());
          });
  }

  private OurRelay startOurs() throws IOException, InterruptedException {
    if (ours == null) ours = OurRelay.start(workplace, program);
    return ours;
  }

  private void sockets(Peer peer) throws InterruptedException {
    String about = peer.about();
    switch (peer.protocol()) {
      case WEBSOCKET -> {
        for (Map.Entry<String, Integer> frame : FRAMES.entrySet())
          sockets(
              peer.name() + "-" + frame.getKey(),
              about + ", frames of " + frame.getKey(),
              () -> {
                Peer.Running relay = start(peer);
                return new Served(
                    relay.process(),
                    (pair, content) -> NamedLane.open(relay.port(), content, frame.getValue()));
              });
      }
      case TRANSIT ->
          sockets(
              peer.name(),
              about,
              () -> {
                Peer.Running relay = start(peer);
                return new Served(
                    relay.process(), (pair, content) -> PlainLane.byToken(relay.port(), content));
              });
      case OWN, CENTRIFUGE, BROADCAST -> {
        // By its programs only, and by `bench messages`.
      }
    }
  }

  private Peer.Running start(Peer peer) throws IOException, InterruptedException, NotThere {
    peer.version();
    if (!running.containsKey(peer)) running.put(peer, peer.start(workplace));
    return running.get(peer);
  }

  private void sockets(String name, String about, Start start) throws InterruptedException {
    known.add(name);
    if (!isWanted(name)) return;
    try {
      Served served = start.serve();
      for (int pairs : wish.pairs())
        candidates.add(
            new SocketCandidate(
                new Label(name, pairs, about), served.processes(), served.way(), content(pairs)));
    } catch (IOException | NotThere e) {
      for (int pairs : wish.pairs())
        candidates.add(new Unavailable(new Label(name, pairs, about), e));
    }
  }

  private Content content(int pairs) {
    return contents.computeIfAbsent(pairs, count -> Content.of(wish.size() / count));
  }

  private void programs() throws InterruptedException {
    Programs programs = new Programs(workplace, program, wish.fileSize());
    program("relay-cli", "ours, `send` and `receive`", label -> programs.ours(label, startOurs()));
    for (Peer peer : wish.peers())
      if (peer.hasPrograms())
        program(peer.name() + "-cli", peer.about(), label -> programs.of(label, peer, start(peer)));
  }

  /** Starts what two programs need to hand over a file. */
  private interface Preparation {
    Candidate prepare(Label label) throws IOException, InterruptedException, NotThere;
  }

  private void program(String name, String about, Preparation preparation)
      throws InterruptedException {
    known.add(name);
    if (!isWanted(name)) return;
    Label label = new Label(name, 0, about);
    try {
      candidates.add(preparation.prepare(label));
    } catch (IOException | NotThere e) {
      candidates.add(new Unavailable(label, e));
    }
  }

  private boolean isWanted(String name) {
    return wish.only().isEmpty() || wish.only().stream().anyMatch(name::startsWith);
  }

  private void checkNames() {
    for (String name : wish.only())
      if (known.stream().noneMatch(one -> one.startsWith(name)))
        throw new IllegalArgumentException(
            "--only: %s (expected: of %s)".formatted(name, String.join(", ", known)));
  }

  /** All with one pair, then all with eight: what is compared is measured one after the other. */
  private List<Candidate> byPairs() {
    List<Integer> order = new ArrayList<>(wish.pairs());
    order.add(0);
    return candidates.stream()
        .sorted(Comparator.comparingInt(one -> order.indexOf(one.label().pairs())))
        .toList();
  }

  private static Map<String, Integer> frames() {
    Map<String, Integer> frames = new LinkedHashMap<>();
    for (int kibibytes : new int[] {64, 256})
      frames.put(String.format(Locale.ROOT, "%dk", kibibytes), kibibytes * 1024);
    return frames;
  }
}
