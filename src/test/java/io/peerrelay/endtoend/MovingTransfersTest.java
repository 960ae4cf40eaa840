package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.client.FolderSink;
import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Transfers go on where the node leaves on which neither side is, but the transfer itself. */
class MovingTransfersTest {
  /** Of three nodes each has some of them. */
  private static final int TRANSFERS = 8;

  private static final int SIZE = 6_000_000;

  @RegisterExtension static final RunningCluster CLUSTER = new RunningCluster(3, "");

  @TempDir Path folder;

  private static Person person(int node, String name) {
    return new Person(URI.create("ws://127.0.0.1:" + CLUSTER.address(node).getPort()), name);
  }

  @Test
  void goOnWithoutTheirClientsWhenTheirNodeLeaves() throws Exception {
    Random random = new Random(1);
    CountDownLatch begun = new CountDownLatch(TRANSFERS);
    CountDownLatch moved = new CountDownLatch(1);
    List<Shipment> running = new ArrayList<>();
    List<Person> people = new ArrayList<>();
    try {
      for (int i = 0; i < TRANSFERS; i++) {
        people.add(person(0, "ada"));
        people.add(person(1, "bob"));
        Path into = Files.createDirectory(folder.resolve("running" + i));
        running.add(
            Shipment.begin(
                people.get(2 * i),
                people.get(2 * i + 1),
                into,
                SIZE,
                random,
                SIZE / 3,
                () -> {
                  begun.countDown();
                  awaitCount(moved);
                }));
      }
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      List<OutgoingTransfer> offered = new ArrayList<>();
      List<IncomingOffer> waiting = new ArrayList<>();
      for (int i = 0; i < TRANSFERS; i++) {
        offered.add(people.get(2 * i).offer(people.get(2 * i + 1), OfferedFile.of("x", bytes(i))));
        waiting.add(people.get(2 * i + 1).nextOffer());
      }

      CLUSTER.removeLast();
      moved.countDown();

      for (int i = 0; i < TRANSFERS; i++) {
        Path into = Files.createDirectory(folder.resolve("waiting" + i));
        await(await(waiting.get(i).accept(new FolderSink(into))).completed());
        await(offered.get(i).completed());
        assertThat(into.resolve("x")).hasBinaryContent(bytes(i));
        running.get(i).awaitWhole();
      }
    } finally {
      moved.countDown();
      people.forEach(Person::close);
    }
  }

  private static byte[] bytes(int seed) {
    return TestFile.of(100_000, seed).bytes();
  }

  private static void awaitCount(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
