package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.ClientOptions;
import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.Reconnection;
import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayException;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A registered user with a device, whose offers wait to be looked at. */
final class Person implements AutoCloseable {
  static final int WINDOW = 1 << 20;

  /** As long as nodes that hang, and are given up, may hold up an offer. */
  private static final int PATIENCE_SECONDS = 180;

  static final Secret PASSWORD = new Secret("correct horse battery staple");

  final Username name;
  final RelayClient client;
  private final BlockingQueue<IncomingOffer> offers = new LinkedBlockingQueue<>();

  Person(URI relay, String name) {
    this(relay, name, Reconnection.never());
  }

  Person(URI relay, String name, Reconnection reconnection) {
    this(List.of(relay), name, reconnection, new RelayListener() {});
  }

  /**
   * @param listener hears of what becomes of the connection
   */
  Person(List<URI> servers, String name, Reconnection reconnection, RelayListener listener) {
    this.name = new Username(name + "-" + UUID.randomUUID().toString().substring(0, 8));
    ClientOptions options =
        new ClientOptions(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            WINDOW,
            null,
            reconnection);
    client =
        RelayClient.connect(
            servers,
            options,
            new RelayListener() {
              @Override
              public void onOffer(IncomingOffer offer) {
                offers.add(offer);
              }

              @Override
              public void onReconnecting(RelayException reason, Duration delay) {
                listener.onReconnecting(reason, delay);
              }

              @Override
              public void onReconnected() {
                listener.onReconnected();
              }

              @Override
              public void onClosed(RelayException reason) {
                listener.onClosed(reason);
              }
            });
    await(client.register(this.name, PASSWORD, null));
    await(client.login(this.name, PASSWORD, null));
  }

  OutgoingTransfer offer(Person to, OfferedFile... files) {
    return await(client.offer(to.name, List.of(files), null));
  }

  IncomingOffer nextOffer() throws InterruptedException {
    IncomingOffer offer = offers.poll(20, TimeUnit.SECONDS);
    if (offer == null) throw new AssertionError("no offer came");
    return offer;
  }

  /**
   * That one; others, of a sender who was never told that they had been made, are passed over.
   *
   * @throws RelayException where it has ended before it came
   */
  IncomingOffer offer(OutgoingTransfer transfer) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      IncomingOffer offer = offers.poll(1, TimeUnit.SECONDS);
      if (offer != null && offer.id().equals(transfer.id())) return offer;
      if (transfer.completed().isDone()) await(transfer.completed());
    }
    throw new AssertionError("the offer " + transfer.id() + " did not come");
  }

  /** Returns when the relay answers, be it after some attempts to come back. */
  void awaitConnected() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(RelayException.class)
        .until(() -> await(client.ping()) != null);
  }

  @Override
  public void close() {
    client.close();
  }
}
