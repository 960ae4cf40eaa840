package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes that die, hang and are replaced while people chat, whose clients know them all: nothing
 * that was acknowledged is lost, doubled or out of order. Of the soak, {@code -Dminutes}, {@code
 * -Dhangs} and {@code -Dshipping} say how much of it.
 */
class ClusterEnduranceTest {
  private static final int NODES = 3;
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Past the failure detector, so that its sessions are recovered elsewhere meanwhile. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);

  @TempDir Path folder;
  private DatabaseProcess database;
  private RelayNodes nodes;

  @BeforeEach
  void start() throws Exception {
    database = DatabaseProcess.start(Files.createDirectory(folder.resolve("database")));
    nodes = RelayNodes.start(folder, database.uri(), NODES);
  }

  @AfterEach
  void stop() {
    if (nodes != null) nodes.close();
    database.close();
  }

  @Test
  void losesNothingThroughAKillAHangAndADrain() throws Exception {
    try (ClusterLoad load = new ClusterLoad(nodes.uris(), 6, PAUSE)) {
      load.awaitMore(10);
      kill(0);
      load.awaitMore(10);
      hang(1, LONG_ENOUGH);
      load.awaitMore(10);
      drain(2);
      load.awaitMore(10);
      assertNothingLost(load, "a kill, a hang, a drain");
    }
  }

  @Test
  @Tag("soak")
  void losesNothingThroughAKillAMinute() throws Exception {
    try (ClusterLoad load = load()) {
      Instant end = Instant.now().plus(Duration.ofMinutes(Integer.getInteger("minutes", 20)));
      for (int round = 0; Instant.now().isBefore(end); round++) {
        Instant next = Instant.now().plus(Duration.ofMinutes(1));
        kill(round % NODES);
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), next).toMillis()));
      }
      assertNothingLost(load, "a kill a minute");
      assertThat(load.reconnects().percentile(99)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  @Tag("soak")
  void losesNothingThroughHangs() throws Exception {
    try (ClusterLoad load = load()) {
      for (int round = 0; round < Integer.getInteger("hangs", 2 * NODES); round++) {
        load.awaitMore(10);
        hang(round % NODES, Duration.ofSeconds(30));
      }
      assertNothingLost(load, "hangs of 30 s");
    }
  }

  /** For each a newer one comes first, then the old one goes. */
  @Test
  @Tag("soak")
  void losesNothingThroughARollingReplacementInWhichNobodyReconnectsTwice() throws Exception {
    nodes.reserve(NODES);
    try (ClusterLoad load = load()) {
      load.awaitMore(10);
      for (int node = 0; node < NODES; node++) {
        nodes.begin(NODES + node, "99.0.0");
        load.awaitMore(5);
        end(node);
        load.awaitMore(5);
      }
      int most = load.reconnects().mostOfOneClient();
      assertNothingLost(load, "a rolling replacement");
      assertThat(most).isEqualTo(1);
      assertThat(load.reconnects().percentile(99)).isLessThan(Duration.ofSeconds(10));
    }
  }

  /** As many as the machine carries; of files as many with {@code -Dshipping=60}. */
  private ClusterLoad load() throws IOException {
    return new ClusterLoad(
        nodes.uris(),
        60,
        Duration.ofSeconds(1),
        Integer.getInteger("shipping", 0),
        Files.createDirectory(folder.resolve("received")));
  }

  private void kill(int node) throws IOException {
    nodes.node(node).kill();
    nodes.replace(node);
  }

  /** The others go on without it; when it comes to itself, it sees that, and ends. */
  private void hang(int node, Duration duration) throws Exception {
    nodes.node(node).suspend();
    Thread.sleep(duration.toMillis());
    nodes.node(node).resume();
    await().atMost(Duration.ofSeconds(60)).until(() -> !nodes.node(node).isAlive());
    assertThat(nodes.node(node).log()).contains("This process stood still for ");
    nodes.replace(node);
  }

  private void drain(int node) throws IOException {
    end(node);
    nodes.replace(node);
  }

  private void end(int node) {
    nodes.node(node).terminate();
    await().atMost(Duration.ofSeconds(60)).until(() -> !nodes.node(node).isAlive());
  }

  private static void assertNothingLost(ClusterLoad load, String after) throws Exception {
    System.out.println("After " + after + ": " + load.endWithoutLoss());
  }
}
