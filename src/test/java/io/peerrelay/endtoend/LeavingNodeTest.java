package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node that leaves takes nothing with it: neither messages, nor users of other nodes. */
class LeavingNodeTest {
  private static final int PAIRS = 8;

  /** The first holds the database. */
  @RegisterExtension static final RunningCluster CLUSTER = new RunningCluster(2, "");

  /** Users on other nodes, whose sessions and conversations lie on this one, as some must. */
  @Test
  void leavesUsersOfOtherNodesConnected() throws Exception {
    CLUSTER.add();
    Reconnects reconnects = new Reconnects();
    List<ChattingPair> pairs = new ArrayList<>();
    try {
      for (int pair = 0; pair < PAIRS; pair++)
        pairs.add(
            new ChattingPair(List.of(CLUSTER.uri(pair % 2)), Duration.ofMillis(50), reconnects));
      awaitMore(pairs, 10);

      CLUSTER.node(2).close();

      awaitMore(pairs, 20);
      assertThat(end(pairs)).isEqualTo(new ChatRecord.Counts(said(pairs), 0, 0, 0));
      assertThat(reconnects.durations()).isEmpty();
    } finally {
      pairs.forEach(ChattingPair::close);
    }
  }

  @Test
  void sendsItsOwnUsersToOtherNodesWhereTheyGoOn() throws Exception {
    CLUSTER.add();
    int last = CLUSTER.uris().size() - 1;
    Reconnects reconnects = new Reconnects();
    List<ChattingPair> pairs = new ArrayList<>();
    try {
      for (int pair = 0; pair < PAIRS; pair++)
        pairs.add(new ChattingPair(CLUSTER.uris(), Duration.ofMillis(50), reconnects));
      awaitMore(pairs, 10);

      CLUSTER.node(last).close();

      awaitMore(pairs, 20);
      assertThat(end(pairs)).isEqualTo(new ChatRecord.Counts(said(pairs), 0, 0, 0));
      assertThat(reconnects.mostOfOneClient()).isEqualTo(1);
      assertThat(reconnects.ended()).isZero();
    } finally {
      pairs.forEach(ChattingPair::close);
    }
  }

  /** From each pair, so many more than now. */
  private static void awaitMore(List<ChattingPair> pairs, int messages) {
    List<Integer> wanted = pairs.stream().map(pair -> pair.said() + messages).toList();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              for (int pair = 0; pair < pairs.size(); pair++)
                if (pairs.get(pair).said() < wanted.get(pair)) return false;
              return true;
            });
  }

  private static int said(List<ChattingPair> pairs) {
    return pairs.stream().mapToInt(ChattingPair::said).sum();
  }

  private static ChatRecord.Counts end(List<ChattingPair> pairs) throws InterruptedException {
    ChatRecord.Counts counts = ChatRecord.Counts.NONE;
    for (ChattingPair pair : pairs) counts = counts.plus(pair.end());
    return counts;
  }
}
