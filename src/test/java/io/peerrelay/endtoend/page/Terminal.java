package io.peerrelay.endtoend.page;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.ClientOptions;
import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody without a browser, who has the client that the command line uses and is logged in. */
final class Terminal implements AutoCloseable {
  private static final Secret PASSWORD = new Secret("correct horse battery staple");

  private final BlockingQueue<IncomingOffer> offers = new LinkedBlockingQueue<>();
  private final Username name;
  private final RelayClient client;

  /**
   * @param start of the name
   */
  Terminal(Visitors visitors, String start) {
    name = new Username(visitors.newName(start));
    client =
        RelayClient.connect(
            URI.create(visitors.address().replace("http", "ws")),
            ClientOptions.defaults(),
            new RelayListener() {
              @Override
              public void onOffer(IncomingOffer offer) {
                offers.add(offer);
              }
            });
    await(client.register(name, PASSWORD, null));
    await(client.login(name, PASSWORD, "terminal"));
  }

  String name() {
    return name.value();
  }

  OutgoingTransfer offer(String to, OfferedFile... files) {
    return await(client.offer(new Username(to), List.of(files), null));
  }

  IncomingOffer nextOffer() throws InterruptedException {
    IncomingOffer offer = offers.poll(1, TimeUnit.MINUTES);
    if (offer == null) throw new AssertionError("no offer came");
    return offer;
  }

  @Override
  public void close() {
    client.close();
  }
}
