package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.client.FolderSink;
import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.IncomingTransfer;
import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.Sink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Random bytes in two files on their way from one person into a folder of another. */
final class Shipment {
  private static final int PATIENCE_SECONDS = 180;

  private final byte[] first;
  private final byte[] second;
  private final Path into;
  private final OutgoingTransfer sending;
  private final IncomingTransfer receiving;

  /**
   * Returns when the offer was accepted.
   *
   * @param into an empty folder
   * @param size of both files together, in bytes
   */
  static Shipment begin(Person from, Person to, Path into, int size, Random random)
      throws InterruptedException {
    return begin(from, to, into, size, random, size, () -> {});
  }

  /**
   * @param at when more bytes than this were taken, the event happens, once, in the thread that
   *     takes them
   */
  static Shipment begin(
      Person from, Person to, Path into, int size, Random random, int at, Runnable event)
      throws InterruptedException {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    Sink sink = new EventfulSink(new FolderSink(into), at, event);
    return new Shipment(from, to, into, bytes, random.nextInt(size + 1), sink);
  }

  private Shipment(Person from, Person to, Path into, byte[] bytes, int border, Sink sink)
      throws InterruptedException {
    this.into = into;
    first = Arrays.copyOf(bytes, border);
    second = Arrays.copyOfRange(bytes, border, bytes.length);
    sending = from.offer(to, OfferedFile.of("folder/a", first), OfferedFile.of("folder/b", second));
    IncomingOffer offer = to.offer(sending);
    receiving = await(offer.accept(sink));
  }

  /** Both sides know that it is complete, and the files are bit for bit those that were sent. */
  void awaitWhole() throws Exception {
    sending.completed().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    receiving.completed().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(Files.readAllBytes(into.resolve("folder/a"))).isEqualTo(first);
    assertThat(Files.readAllBytes(into.resolve("folder/b"))).isEqualTo(second);
    try (var left = Files.walk(into)) {
      assertThat(left).hasSize(4);
    }
  }
}
