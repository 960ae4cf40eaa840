package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How a node's process ends: what a supervisor sees. */
class NodeProcessTest {
  /** Two of three are here, so that they outvote the process. */
  @RegisterExtension
  static final RunningCluster CLUSTER = new RunningCluster(2, "relay.cluster.stable-after = 2s");

  /** More than the documented bound of drain-time and 30 s, because starting to stop takes time. */
  private static final Duration BOUND = Duration.ofSeconds(40);

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path data;

  @Test
  void endsWithZeroAfterADrainWithinItsTime() throws Exception {
    try (RelayProcess node = start();
        ForeignClient anna = ForeignClient.loggedIn(node.address(), "anna")) {
      assertThat(new Console(node.management()).ask("POST", "/drain").statusCode()).isEqualTo(202);
      assertThat(anna.expectClosed()).isEqualTo(1001);
      assertThat(node.exitCode(BOUND)).as(node.log()).isZero();
    }
  }

  @Test
  void endsAtASignalWithinItsTimeAndTellsItsClients() throws Exception {
    try (RelayProcess node = start();
        ForeignClient boris = ForeignClient.loggedIn(node.address(), "boris")) {
      node.signal("TERM");
      assertThat(boris.expectClosed()).isEqualTo(1001);
      assertThat(node.exitCode(BOUND)).as("128 + SIGTERM").isEqualTo(143);
    }
  }

  @Test
  void endsWithOneAndSaysWhyWhenTheOthersHaveGivenItUp() throws Exception {
    try (RelayProcess node = start();
        ForeignClient clara = ForeignClient.loggedIn(node.address(), "clara")) {
      node.signal("STOP");
      await().atMost(PATIENCE).until(() -> others() == 2);
      node.signal("CONT");
      assertThat(node.exitCode(PATIENCE)).as(node.log()).isEqualTo(1);
      assertThat(node.log()).contains("The other nodes could not reach this one");
      assertThat(clara.expectClosed()).isIn(1001, 1006);
    }
  }

  private static int others() throws IOException, InterruptedException {
    return new Console(CLUSTER.node(0).management())
        .json("/cluster/members")
        .path("members")
        .size();
  }

  private RelayProcess start() throws IOException {
    RelayProcess node =
        RelayProcess.start(
            data,
            Map.of(
                "RELAY_CLUSTER_JOIN", CLUSTER.node(0).clusterAddress(),
                "RELAY_MONGO_URI", CLUSTER.node(0).mongo(),
                "RELAY_CLUSTER_STABLE_AFTER", "2s"));
    await().atMost(PATIENCE).until(() -> others() == 3);
    return node;
  }
}
