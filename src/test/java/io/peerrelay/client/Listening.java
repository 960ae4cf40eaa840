package io.peerrelay.client;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client that logs in and comes back soon, and what its listener heard. */
final class Listening implements RelayListener {
  static final Reconnection SOON =
      new Reconnection(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(10));

  private final List<String> heard = new ArrayList<>();
  final CompletableFuture<RelayException> closed = new CompletableFuture<>();
  final CompletableFuture<IncomingOffer> offer = new CompletableFuture<>();

  RelayClient loggedIn(ScriptedRelay relay) {
    return loggedIn(relay, SOON);
  }

  RelayClient loggedIn(ScriptedRelay relay, Reconnection reconnection) {
    ClientOptions options = ClientOptions.defaults().withReconnection(reconnection);
    RelayClient client = RelayClient.connect(relay.address(), options, this);
    await(client.login(new Secret("the-token"), null));
    return client;
  }

  List<String> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  @Override
  public void onOffer(IncomingOffer offered) {
    offer.complete(offered);
  }

  @Override
  public void onReconnecting(RelayException reason, Duration delay) {
    hear("reconnecting");
  }

  @Override
  public void onReconnected() {
    hear("reconnected");
  }

  @Override
  public void onPaused(Transfer transfer, ServerMessage.Paused why) {
    hear("paused by " + why.by());
  }

  @Override
  public void onGoingOn(Transfer transfer) {
    hear("going on");
  }

  @Override
  public void onClosed(RelayException reason) {
    hear("closed");
    closed.complete(reason);
  }

  private void hear(String what) {
    synchronized (heard) {
      heard.add(what);
    }
  }
}
