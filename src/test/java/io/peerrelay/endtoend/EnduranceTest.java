package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peerrelay.client.Reconnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transfers of two people, some at once and in both directions, whose lines are cut or whose relay
 * is killed at random points, again and again: every file arrives bit for bit, and nothing is left
 * behind. {@code -Dseed=…} repeats a run as far as threads allow.
 */
class EnduranceTest {
  private static final Reconnection SOON =
      new Reconnection(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMinutes(3));

  private static final int LARGEST_SIZE_BITS = 26;
  private static final int MOST_AT_ONCE = 4;
  private static final int MOST_DELAY_MILLIS = 20;

  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  @TempDir Path folder;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void survivesCutsAtRandomPoints() throws Exception {
    cut(3);
  }

  @Test
  @Tag("soak")
  void survivesAHundredCutsAtRandomPoints() throws Exception {
    cut(100);
  }

  @Test
  void survivesKillsOfTheRelayAtRandomPoints() throws Exception {
    kill(2);
  }

  @Test
  @Tag("soak")
  void survivesFiftyKillsOfTheRelayAtRandomPoints() throws Exception {
    kill(50);
  }

  private void cut(int times) throws Exception {
    try (CuttableLine adas = new CuttableLine(RELAY.address());
        CuttableLine bobs = new CuttableLine(RELAY.address());
        Person ada = new Person(adas.address(), "ada", SOON);
        Person bob = new Person(bobs.address(), "bob", SOON)) {
      for (int round = 0; round < times; round++) {
        int who = random.nextInt(3);
        transfer(
            round,
            ada,
            bob,
            () -> {
              if (who != 0) adas.cut();
              if (who != 1) bobs.cut();
            });
      }
      awaitNothingLeft(ada, bob);
      await()
          .atMost(10, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(RELAY.node().runningTransfers()).isZero());
    }
  }

  private void kill(int times) throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    RelayProcess[] relay = {start(data)};
    try (CuttableLine line = new CuttableLine(relay[0].address());
        Person ada = new Person(line.address(), "ada", SOON);
        Person bob = new Person(line.address(), "bob", SOON)) {
      for (int round = 0; round < times; round++)
        transfer(
            round,
            ada,
            bob,
            () -> {
              relay[0].kill();
              relay[0] = start(data);
              line.lead(relay[0].address());
            });
      awaitNothingLeft(ada, bob);
    } finally {
      relay[0].close();
    }
  }

  private static RelayProcess start(Path data) {
    try {
      return RelayProcess.start(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some transfers at once; when one is at a random point, or a little later, it happens. */
  private void transfer(int round, Person ada, Person bob, Runnable event) throws Exception {
    try {
      List<Shipment> shipments = new ArrayList<>();
      for (int left = random.nextInt(MOST_AT_ONCE); left > 0; left--)
        shipments.add(random.nextBoolean() ? ship(ada, bob) : ship(bob, ada));
      int size = size();
      Duration delay =
          Duration.ofMillis(random.nextBoolean() ? 0 : random.nextInt(MOST_DELAY_MILLIS));
      CompletableFuture<Void> reached = new CompletableFuture<>();
      CompletableFuture<Void> happened =
          reached.thenRunAsync(
              () -> {
                LockSupport.parkNanos(delay.toNanos());
                event.run();
              });
      shipments.add(
          Shipment.begin(
              ada, bob, into(), size, random, random.nextInt(size), () -> reached.complete(null)));
      happened.get(3, TimeUnit.MINUTES);
      for (Shipment shipment : shipments) shipment.awaitWhole();
      ada.awaitConnected();
      bob.awaitConnected();
    } catch (Exception | AssertionError e) {
      throw new AssertionError("round " + round + " with -Dseed=" + seed, e);
    }
  }

  private int size() {
    int magnitude = 1 << random.nextInt(LARGEST_SIZE_BITS);
    return magnitude + random.nextInt(magnitude);
  }

  private Shipment ship(Person from, Person to) throws Exception {
    return Shipment.begin(from, to, into(), size(), random);
  }

  private Path into() throws IOException {
    return Files.createTempDirectory(folder, "into");
  }

  private static void awaitNothingLeft(Person... people) {
    for (Person one : people)
      await().atMost(20, TimeUnit.SECONDS).until(() -> await(one.client.transfers()).isEmpty());
  }
}
