package io.peerrelay.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

  @Test
  void endsTheNodeThatIsCutOffAndLosesNothing() throws Exception {
    cutOneOff(6, Duration.ofMillis(100), 0, Duration.ZERO);
  }

  @Test
  @Tag("soak")
  void losesNothingThroughAMinuteUnderLoad() throws Exception {
    cutOneOff(60, Duration.ofSeconds(1), Integer.getInteger("shipping", 60), Duration.ofMinutes(1));
  }

  /**
   * @param atLeast how long it is cut off; else until it has ended
   */
  private void cutOneOff(int chatting, Duration pause, int shipping, Duration atLeast)
      throws Exception {
    try (Namespaces networks = Namespaces.make(NODES);
        DatabaseProcess database =
            DatabaseProcess.start(
                Files.createDirectory(folder.resolve("database")),
                networks.inHub(),
                Namespaces.HUB_ADDRESS);
        RelayNodes nodes = RelayNodes.start(folder, database.uri(), NODES, networks);
        ClusterLoadProcess load =
            ClusterLoadProcess.start(
                networks.inHub(),
                nodes.uris(),
                chatting,
                pause,
                shipping,
                Files.createDirectory(folder.resolve("received")))) {
      load.awaitMore(20);

      networks.cutOff(0);

      Instant healed = Instant.now().plus(atLeast);
      await().atMost(Duration.ofSeconds(120)).until(() -> !nodes.node(0).isAlive());
      load.awaitMore(20);
      Thread.sleep(Math.max(0, Duration.between(Instant.now(), healed).toMillis()));
      networks.heal(0);
      nodes.replace(0);
      load.awaitMore(20);
      System.out.println("After a partition: " + load.end());
    }
  }
}
