package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node that leaves takes nothing with it: neither messages, nor users of other nodes. */
class LeavingNodeTest {
  private static final int PAIRS = 8;
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** The first holds the database. */
  @RegisterExtension static final RunningCluster CLUSTER = new RunningCluster(2, "");

  private List<URI> others;
  private int leaving;

  @BeforeEach
  void addOne() throws Exception {
    others = List.of(CLUSTER.uri(0), CLUSTER.uri(1));
    CLUSTER.add();
    leaving = CLUSTER.uris().size() - 1;
  }

  /** Some of their sessions and conversations lie on the node that leaves. */
  @Test
  void leavesUsersOfOtherNodesConnected() throws Exception {
    try (ClusterLoad load = new ClusterLoad(others, PAIRS, PAUSE)) {
      goOnWithout(load);
      assertThat(load.reconnects().durations()).isEmpty();
    }
  }

  @Test
  void sendsItsOwnUsersToOtherNodesWhereTheyGoOn() throws Exception {
    List<URI> all = List.of(others.get(0), others.get(1), CLUSTER.uri(leaving));
    try (ClusterLoad load = new ClusterLoad(all, PAIRS, PAUSE)) {
      goOnWithout(load);
      assertThat(load.reconnects().mostOfOneClient()).isEqualTo(1);
    }
  }

  private void goOnWithout(ClusterLoad load) throws InterruptedException {
    load.awaitMore(10);
    CLUSTER.node(leaving).close();
    load.awaitMore(20);
    load.endWithoutLoss();
  }
}
