package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.peerrelay.client.ConnectionLostException;
import io.peerrelay.client.FolderSink;
import io.peerrelay.client.IncomingTransfer;
import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.RelayException;
import io.peerrelay.client.Transfer;
import io.peerrelay.client.TransferEndedException;
import io.peerrelay.client.TransferEndedException.Outcome;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.Username;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files between two users of the client library, through a real relay over real sockets. */
class ClientTransferTest {
  private static final int CREDIT = 1 << 20;
  private static final int MANY = 32 << 20;

  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  @TempDir Path folder;
  private Person ada;
  private Person bob;

  @BeforeEach
  void connect() {
    ada = new Person(relay(), "ada");
    bob = new Person(relay(), "bob");
  }

  @AfterEach
  void disconnect() {
    ada.close();
    bob.close();
  }

  private static URI relay() {
    return URI.create("ws://127.0.0.1:" + RELAY.address().getPort());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 65_536, 262_144, (1 << 20) + 1, 20_000_000})
  void delivers(int size) throws Exception {
    byte[] bytes = random(size);
    OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("file.bin", bytes));
    FolderSink sink = new FolderSink(folder);
    IncomingTransfer receiving = await(bob.nextOffer().accept(sink));

    ServerMessage.Completed sent = await(sending.completed());
    ServerMessage.Completed received = await(receiving.completed());

    assertThat(sent.sha256()).isEqualTo(digest(bytes)).isEqualTo(received.sha256());
    assertThat(sent.bytes()).isEqualTo(size);
    assertThat(sink.files()).containsExactly(folder.resolve("file.bin"));
    assertThat(folder.resolve("file.bin")).hasBinaryContent(bytes);
  }

  @Test
  void deliversManyFilesInOneTransferInTheirOrder() throws Exception {
    List<byte[]> contents =
        List.of(random(0), random(10), random(700_000), random(0), random(300_000));
    List<OfferedFile> files = new ArrayList<>();
    for (byte[] content : contents) files.add(OfferedFile.of("same.txt", content));
    OutgoingTransfer sending = ada.offer(bob, files.toArray(OfferedFile[]::new));
    FolderSink sink = new FolderSink(folder);
    await(await(bob.nextOffer().accept(sink)).completed());
    await(sending.completed());

    assertThat(sink.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "same.txt", "same (2).txt", "same (3).txt", "same (4).txt", "same (5).txt");
    for (int i = 0; i < contents.size(); i++)
      assertThat(sink.files().get(i)).hasBinaryContent(contents.get(i));
  }

  @Test
  void carriesManyTransfersInBothDirectionsAtOnce() throws Exception {
    byte[] bytes = random(5_000_000);
    List<Transfer> transfers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      transfers.add(ada.offer(bob, OfferedFile.of("to-bob-" + i, bytes)));
      transfers.add(bob.offer(ada, OfferedFile.of("to-ada-" + i, bytes)));
    }
    for (int i = 0; i < 5; i++) {
      transfers.add(await(bob.nextOffer().accept(new FolderSink(folder))));
      transfers.add(await(ada.nextOffer().accept(new FolderSink(folder))));
    }
    for (Transfer transfer : transfers)
      assertThat(await(transfer.completed()).sha256()).isEqualTo(digest(bytes));
    for (int i = 0; i < 5; i++) {
      assertThat(folder.resolve("to-bob-" + i)).hasBinaryContent(bytes);
      assertThat(folder.resolve("to-ada-" + i)).hasBinaryContent(bytes);
    }
  }

  @Test
  void holdsTheSenderBackWhileTheSinkIsSlowAndStaysResponsive() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    AtomicLong sent = new AtomicLong();
    OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("big", random(MANY)));
    sending.onProgress(sent::set);
    IncomingTransfer receiving = await(bob.nextOffer().accept(new BlockedSink(open)));

    // Bytes that went before the first grant was heard of may come on top of one window.
    long most = CREDIT + 4L * Person.WINDOW;
    await().untilAtomic(sent, org.hamcrest.Matchers.greaterThanOrEqualTo((long) CREDIT));
    // Several round trips on both sockets: had there been more credit, it would have been used.
    for (int i = 0; i < 20; i++) {
      await(ada.client.ping());
      await(bob.client.ping());
    }
    assertThat(sent.get()).isLessThanOrEqualTo(most);
    assertThat(sending.completed()).isNotDone();

    open.countDown();
    await(sending.completed());
    await(receiving.completed());
    assertThat(sent.get()).isEqualTo(MANY);
  }

  @Test
  void tellsTheSenderThatItWasDeclined() throws Exception {
    OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("x", random(10)));
    await(bob.nextOffer().decline("not now"));

    TransferEndedException end = end(sending);
    assertThat(end.outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(end).hasMessageContaining(bob.name.value()).hasMessageContaining("not now");
    assertThatThrownBy(() -> await(sending.accepted())).isSameAs(end);
  }

  @Test
  void tellsTheSenderThatNobodyIsThere() {
    Username nobody = new Username("nobody-at-all");
    RelayException refused =
        catchThrowableOfType(
            RelayException.class,
            () -> await(ada.client.offer(nobody, List.of(OfferedFile.of("x", random(1))), null)));
    assertThat(refused.code()).contains(ErrorCode.USER_OFFLINE);
    assertThat(refused.hint()).isPresent();
  }

  @Test
  void cancelsFromTheSendersSide() throws Exception {
    OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("big", random(MANY)));
    CountDownLatch underWay = new CountDownLatch(1);
    sending.onProgress(bytes -> underWay.countDown());
    CountDownLatch open = new CountDownLatch(1);
    IncomingTransfer receiving = await(bob.nextOffer().accept(new BlockedSink(open)));
    underWay.await();

    sending.cancel("changed my mind");
    open.countDown();

    assertThat(end(sending).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(end(receiving))
        .hasMessageContaining(ada.name.value())
        .hasMessageContaining("changed my mind");
    assertStillUsable();
  }

  @Test
  void cancelsFromTheReceiversSideAndLeavesNothing() throws Exception {
    OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("big", random(MANY)));
    IncomingTransfer receiving = await(bob.nextOffer().accept(new FolderSink(folder)));
    receiving.onProgress(bytes -> receiving.cancel("enough"));

    assertThat(end(receiving).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(end(sending)).hasMessageContaining(bob.name.value()).hasMessageContaining("enough");
    assertThat(folder).isEmptyDirectory();
    assertStillUsable();
  }

  @Test
  void tellsTheOtherSideWhenItLeavesInTheMiddle() throws Exception {
    OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("big", random(MANY)));
    CountDownLatch underWay = new CountDownLatch(1);
    IncomingTransfer receiving = await(bob.nextOffer().accept(new FolderSink(folder)));
    receiving.onProgress(bytes -> underWay.countDown());
    underWay.await();
    ada.close();

    assertThat(end(sending).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(end(receiving)).hasMessageContaining("has left");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tellsTheSenderThatTheFilesCouldNotBeStored() throws Exception {
    Path file = Files.writeString(folder.resolve("a file, no folder"), "");
    OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("x", random(100)));
    IncomingTransfer receiving = await(bob.nextOffer().accept(new FolderSink(file)));

    assertThatThrownBy(() -> await(receiving.completed()))
        .isInstanceOf(RelayException.class)
        .hasRootCauseInstanceOf(IOException.class);
    assertThat(end(sending)).hasMessageContaining("could not store");
    assertStillUsable();
  }

  @Test
  void cancelsWhenAFileHasBecomeShorter() throws Exception {
    OfferedFile shrunk =
        new OfferedFile(FileInfo.of("log.txt", 1_000), () -> new ByteArrayInputStream(random(999)));
    OutgoingTransfer sending = ada.offer(bob, shrunk);
    IncomingTransfer receiving = await(bob.nextOffer().accept(new FolderSink(folder)));

    assertThatThrownBy(() -> await(sending.completed())).hasMessageContaining("log.txt");
    assertThat(end(receiving)).hasMessageContaining("could not read");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void failsWhenTheLineIsCutAndMayNotBeOpenedAgain() throws Exception {
    try (CuttableLine line = new CuttableLine(RELAY.address());
        Person eve = new Person(line.address(), "eve")) {
      OutgoingTransfer sending = eve.offer(bob, OfferedFile.of("big", random(MANY)));
      CountDownLatch open = new CountDownLatch(1);
      IncomingTransfer receiving = await(bob.nextOffer().accept(new BlockedSink(open)));
      await(sending.accepted());
      line.cut();
      open.countDown();

      assertThatThrownBy(() -> await(sending.completed()))
          .isInstanceOf(ConnectionLostException.class);
      assertThatThrownBy(() -> await(eve.client.ping()))
          .isInstanceOf(ConnectionLostException.class);
      receiving.cancel("no longer wanted"); // For the relay it is still open.
      assertThat(end(receiving).outcome()).isEqualTo(Outcome.CANCELLED);
    }
  }

  private void assertStillUsable() throws Exception {
    byte[] bytes = random(3_000_000);
    OutgoingTransfer sending = ada.offer(bob, OfferedFile.of("after", bytes));
    await(await(bob.nextOffer().accept(new FolderSink(folder))).completed());
    await(sending.completed());
    assertThat(folder.resolve("after")).hasBinaryContent(bytes);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(f -> f.startsWith("."));
    }
  }

  private static TransferEndedException end(Transfer transfer) {
    return catchThrowableOfType(TransferEndedException.class, () -> await(transfer.completed()));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Sha256 digest(byte[] bytes) throws Exception {
    return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
