package io.peerrelay.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node is cut off from the others, but not from its clients and the database: both sides go on,
 * until the smaller one gives up.
 */
class PartitionTest {
  private static final int NODES = 3;

  @TempDir Path folder;

  @BeforeEach
  void requireNetworks() {
    assumeTrue(Namespaces.areThere(), "no network namespaces can be made here (ip netns)");
  }

  /**
   * In the soak only: it passed two of three times; once the node had not ended after two minutes.
   */
  @Test
  @Tag("soak")
  void endsTheNodeThatIsCutOffAndLosesNothing() throws Exception {
    try (Namespaces networks = Namespaces.make(NODES);
        DatabaseProcess database =
            DatabaseProcess.start(
                Files.createDirectory(folder.resolve("database")),
                networks.inHub(),
                Namespaces.HUB_ADDRESS);
        RelayNodes nodes = RelayNodes.start(folder, database.uri(), NODES, networks);
        ClusterLoadProcess load = ClusterLoadProcess.start(networks.inHub(), nodes.uris(), 6)) {
      load.awaitMore(20);

      networks.cutOff(0);

      await().atMost(Duration.ofSeconds(120)).until(() -> !nodes.node(0).isAlive());
      load.awaitMore(20);
      networks.heal(0);
      nodes.replace(0);
      load.awaitMore(20);
      System.out.println("After a partition: " + load.end());
    }
  }
}
