package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peerrelay.client.FolderSink;
import io.peerrelay.client.IncomingTransfer;
import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.Reconnection;
import io.peerrelay.client.TransferEndedException;
import io.peerrelay.client.TransferEndedException.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transfers of two clients whose lines to a real relay are cut. */
class ResumptionTest {
  private static final Reconnection SOON =
      new Reconnection(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMinutes(3));

  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  @TempDir Path folder;

  /** Whose line is cut. */
  enum Cut {
    SENDER,
    RECEIVER,
    BOTH
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWhereItWasCut(Cut cut) throws Exception {
    Random random = new Random(cut.name().length());
    for (int size : new int[] {1, 300_000, 3_000_000, 20_000_000}) transfer(size, cut, random);
  }

  private void transfer(int size, Cut cut, Random random) throws Exception {
    try (CuttableLine adas = new CuttableLine(RELAY.address());
        CuttableLine bobs = new CuttableLine(RELAY.address());
        Person ada = new Person(adas.address(), "ada", SOON);
        Person bob = new Person(bobs.address(), "bob", SOON)) {
      AtomicBoolean done = new AtomicBoolean();
      Runnable cutNow =
          () -> {
            if (cut != Cut.RECEIVER) adas.cut();
            if (cut != Cut.SENDER) bobs.cut();
            done.set(true);
          };
      Path into = Files.createTempDirectory(folder, "into");
      Shipment shipment =
          Shipment.begin(ada, bob, into, size, random, random.nextInt(size), cutNow);
      shipment.awaitWhole();
      assertThat(done).isTrue();
    }
  }

  @Test
  void goesOnAfterTheRelayWasKilled() throws Exception {
    byte[] bytes = new byte[60_000_000];
    new Random(1).nextBytes(bytes);
    Path data = Files.createDirectory(folder.resolve("data"));
    Path into = folder.resolve("into");
    RelayProcess relay = RelayProcess.start(data);
    try (CuttableLine line = new CuttableLine(relay.address());
        Person ada = new Person(line.address(), "ada", SOON);
        Person bob = new Person(line.address(), "bob", SOON)) {
      OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("big", bytes));
      IncomingTransfer receiving = await(bob.nextOffer().accept(new FolderSink(into)));
      CountDownLatch middle = new CountDownLatch(1);
      receiving.onProgress(
          taken -> {
            if (taken > bytes.length / 2) middle.countDown();
          });
      middle.await();
      relay.kill();
      relay = RelayProcess.start(data);
      line.lead(relay.address());

      sending.completed().get(3, TimeUnit.MINUTES);
      receiving.completed().get(3, TimeUnit.MINUTES);
      assertThat(into.resolve("big")).hasBinaryContent(bytes);
    } finally {
      relay.close();
    }
  }

  @Test
  void startsOverWhenTheFileHasChanged() throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[20_000_000]);
    try (CuttableLine line = new CuttableLine(RELAY.address());
        Person ada = new Person(line.address(), "ada", SOON);
        Person bob = new Person(relay(), "bob")) {
      OutgoingTransfer sending = ada.offer(bob, OfferedFile.of(file));
      IncomingTransfer receiving =
          await(bob.nextOffer().accept(new FolderSink(folder.resolve("into"))));
      AtomicBoolean done = new AtomicBoolean();
      receiving.onProgress(
          taken -> {
            if (done.getAndSet(true)) return;
            change(file);
            line.cut();
          });
      assertThat(end(sending).outcome()).isEqualTo(Outcome.CHANGED);
      assertThat(end(receiving)).hasMessageContaining("the file changed");
    }
  }

  @Test
  void takesOnlyTheFilesThatWereChosen() throws Exception {
    try (Person ada = new Person(relay(), "ada");
        Person bob = new Person(relay(), "bob")) {
      OutgoingTransfer sending =
          ada.offer(
              bob,
              OfferedFile.of("a", new byte[] {1}),
              OfferedFile.of("b", new byte[] {2, 2}),
              OfferedFile.of("c", new byte[] {3, 3, 3}),
              OfferedFile.folder("d"));
      IncomingTransfer receiving =
          await(bob.nextOffer().accept(new FolderSink(folder), List.of(0, 2, 3)));
      assertThat(await(sending.completed()).bytes()).isEqualTo(4);
      await(receiving.completed());
      assertThat(sending.size()).isEqualTo(4);
      assertThat(folder.resolve("a")).hasBinaryContent(new byte[] {1});
      assertThat(folder.resolve("b")).doesNotExist();
      assertThat(folder.resolve("c")).hasBinaryContent(new byte[] {3, 3, 3});
      assertThat(folder.resolve("d")).isEmptyDirectory();
    }
  }

  @Test
  void completesAtOnceWhereNothingIsTaken() throws Exception {
    try (Person ada = new Person(relay(), "ada");
        Person bob = new Person(relay(), "bob")) {
      OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("a", new byte[] {1}));
      IncomingTransfer receiving = await(bob.nextOffer().accept(new FolderSink(folder), List.of()));
      assertThat(await(sending.completed()).bytes()).isZero();
      await(receiving.completed());
      assertThat(folder).isEmptyDirectory();
    }
  }

  private static void change(Path file) {
    try {
      Files.write(file, new byte[] {1});
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static TransferEndedException end(io.peerrelay.client.Transfer transfer) {
    return catchThrowableOfType(TransferEndedException.class, () -> await(transfer.completed()));
  }

  private static URI relay() {
    return URI.create("ws://127.0.0.1:" + RELAY.address().getPort());
  }
}
