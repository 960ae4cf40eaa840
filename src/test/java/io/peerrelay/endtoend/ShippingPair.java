package io.peerrelay.endtoend;

import io.peerrelay.client.RelayException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Two people, each of whom knows all servers of a relay: one sends the other one transfer after the
 * other, wherever they are connected.
 */
final class ShippingPair implements AutoCloseable {
  private static final int LARGEST = 8 << 20;

  /** Many pairs are to leave the machine time for what happens to the nodes. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final Random random = new Random();
  private final Path into;
  private final Person sender;
  private final Person receiver;
  private final Thread shipping;
  private volatile boolean enough;
  private volatile int whole;
  private volatile Throwable failure;

  /** Begins at once. */
  ShippingPair(List<URI> servers, Path into, Reconnects reconnects) {
    this.into = into;
    sender = new Person(servers, "sender", ChattingPair.SOON, reconnects.listener());
    receiver = new Person(servers, "receiver", ChattingPair.SOON, reconnects.listener());
    shipping = new Thread(this::ship, "shipping");
    shipping.setDaemon(true);
    shipping.start();
  }

  /** Begins no more. */
  void stopOffering() {
    enough = true;
  }

  /**
   * Waits for the last one.
   *
   * @return how many transfers were complete, each bit for bit
   */
  int end() throws InterruptedException {
    stopOffering();
    shipping.join();
    if (failure != null) throw new AssertionError("after " + whole + " transfers", failure);
    return whole;
  }

  private void ship() {
    try {
      for (int attempt = 0; !enough; attempt++) {
        sender.awaitConnected();
        receiver.awaitConnected();
        Path folder = Files.createDirectory(into.resolve(Integer.toString(attempt)));
        Shipment shipment;
        try {
          shipment = Shipment.begin(sender, receiver, folder, random.nextInt(LARGEST), random);
        } catch (RelayException e) {
          if (!e.retryable()) throw e;
          continue; // What is not accepted yet has to be offered again.
        }
        shipment.awaitWhole();
        whole++;
        Thread.sleep(random.nextInt((int) LONGEST_PAUSE.toMillis()));
      }
    } catch (Exception | AssertionError e) {
      failure = e;
    }
  }

  @Override
  public void close() {
    stopOffering();
    sender.close();
    receiver.close();
  }
}
