package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A node whose process has ended is given up without waiting whether it comes back. */
class KilledNodeTest {
  @RegisterExtension
  static final RunningCluster CLUSTER = new RunningCluster(2, "relay.cluster.stable-after = 5m");

  @TempDir Path data;

  @Test
  void isGivenUpAtOnceAndItsUsersAreServedElsewhere() throws Exception {
    Console console = new Console(CLUSTER.node(0).management());
    List<ForeignClient> people = new ArrayList<>();
    try (RelayProcess node =
        RelayProcess.start(
            data,
            Map.of(
                "RELAY_CLUSTER_JOIN", CLUSTER.node(0).clusterAddress(),
                "RELAY_MONGO_URI", CLUSTER.node(0).mongo(),
                "RELAY_CLUSTER_STABLE_AFTER", "5m"))) {
      await().atMost(Duration.ofSeconds(60)).until(() -> console.up().size() == 3);
      for (int i = 0; i < 8; i++) people.add(ForeignClient.loggedIn(node.address(), "person-" + i));
      node.kill();
      for (ForeignClient person : people) assertThat(person.expectClosed()).isEqualTo(1006);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> console.json("/cluster/members").path("members").size() == 2);
      // Whatever of them lived on that node is found on others, once it may be.
      for (ForeignClient person : people)
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> CLUSTER.anotherDevice(1, person).close());
    }
  }
}
