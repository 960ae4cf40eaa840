package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Pairs that chat and send files while things happen to the nodes, and what became of it. */
final class ClusterLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Reconnects reconnects = new Reconnects();
  private final List<ChattingPair> pairs = new ArrayList<>();
  private final List<ShippingPair> shippers = new ArrayList<>();

  /**
   * Each client knows all servers.
   *
   * @param pause of each pair between two messages
   */
  ClusterLoad(List<URI> servers, int chatting, Duration pause) {
    for (int pair = 0; pair < chatting; pair++)
      pairs.add(new ChattingPair(servers, pause, reconnects));
  }

  /**
   * As above, with pairs of which one sends the other one file after another.
   *
   * @param into a folder for what they receive
   */
  ClusterLoad(List<URI> servers, int chatting, Duration pause, int shipping, Path into)
      throws IOException {
    this(servers, chatting, pause);
    for (int pair = 0; pair < shipping; pair++)
      shippers.add(
          new ShippingPair(
              servers, Files.createDirectory(into.resolve("pair-" + pair)), reconnects));
  }

  Reconnects reconnects() {
    return reconnects;
  }

  int said() {
    return pairs.stream().mapToInt(ChattingPair::said).sum();
  }

  /** From each pair, so many more messages than now. */
  void awaitMore(int messages) {
    List<Integer> wanted = pairs.stream().map(pair -> pair.said() + messages).toList();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (int pair = 0; pair < pairs.size(); pair++)
                if (pairs.get(pair).said() < wanted.get(pair)) return false;
              return true;
            });
  }

  /** Ends it and counts. */
  ChatRecord.Counts end() throws InterruptedException {
    ChatRecord.Counts counts = ChatRecord.Counts.NONE;
    for (ChattingPair pair : pairs) counts = counts.plus(pair.end());
    return counts;
  }

  /**
   * Ends it, and fails if anything that was acknowledged is lost, doubled or out of order, or a
   * client has given up.
   *
   * @return all counts in words
   */
  String endWithoutLoss() throws InterruptedException {
    shippers.forEach(ShippingPair::stopOffering);
    ChatRecord.Counts counts = end();
    int shipped = 0;
    for (ShippingPair pair : shippers) shipped += pair.end();
    String words = counts + "; " + shipped + " transfers; " + reconnects;
    assertThat(counts).as(words).isEqualTo(new ChatRecord.Counts(said(), 0, 0, 0));
    assertThat(reconnects.ended()).as(words).isZero();
    return words;
  }

  @Override
  public void close() {
    pairs.forEach(ChattingPair::close);
    shippers.forEach(ShippingPair::close);
  }
}
