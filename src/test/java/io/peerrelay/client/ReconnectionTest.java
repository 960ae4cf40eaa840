package io.peerrelay.client;

import static io.peerrelay.client.Conversation.BYTES;
import static io.peerrelay.client.Conversation.TWO_CHUNKS;
import static io.peerrelay.client.Conversation.accepted;
import static io.peerrelay.client.Conversation.claim;
import static io.peerrelay.client.Conversation.digest;
import static io.peerrelay.client.Conversation.finish;
import static io.peerrelay.client.Conversation.id;
import static io.peerrelay.client.Conversation.logIn;
import static io.peerrelay.client.Conversation.logInAgain;
import static io.peerrelay.client.Conversation.offer;
import static io.peerrelay.client.Conversation.part;
import static io.peerrelay.client.Conversation.readBytes;
import static io.peerrelay.client.Conversation.readOn;
import static io.peerrelay.client.Conversation.sendBytes;
import static io.peerrelay.client.Conversation.takeOffer;
import static io.peerrelay.client.Conversation.welcome;
import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peerrelay.client.ScriptedRelay.Frame;
import io.peerrelay.client.TransferEndedException.Outcome;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client does when its connection breaks, seen from the other end of it. */
class ReconnectionTest {
  private static final Reconnection SOON =
      new Reconnection(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(10));
  private static final Username BOB = new Username("bob");

  @TempDir Path folder;
  private final List<String> heard = new ArrayList<>();
  private final CompletableFuture<RelayException> closed = new CompletableFuture<>();
  private final CompletableFuture<IncomingOffer> offer = new CompletableFuture<>();

  @Test
  void comesBackWithItsTokenAndTellsTheListener() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                Conversation::logIn,
                client -> {
                  client.open();
                  assertThat(client.read().text()).contains("\"token\":\"the-token\"", "bobs pc");
                  client.send(welcome("1"));
                  readOn(client);
                });
        RelayClient client = loggedIn(relay)) {
      assertThat(client.closed()).isNotDone();
      org.awaitility.Awaitility.await().until(() -> heard().contains("reconnected"));
      assertThat(heard()).startsWith("reconnecting").doesNotContain("closed");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1008, 4401, 4499})
  void staysAwayWhereTheRelaySaysSo(int code) throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  client.close(code, "");
                });
        RelayClient client = loggedIn(relay)) {
      assertThat(closed.get(5, TimeUnit.SECONDS)).hasMessageContaining(String.valueOf(code));
      assertThat(heard()).doesNotContain("reconnecting");
      assertThat(client.closed()).isDone();
    }
  }

  @Test
  void givesUpWhenItsTokenIsNoLongerGood() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                Conversation::logIn,
                client -> {
                  client.open();
                  client.send(
                      "{\"type\":\"error\",\"re\":\"%s\",\"code\":\"badCredentials\",\"message\":\"No.\",\"retryable\":false}"
                          .formatted(id(client.read())));
                  readOn(client);
                });
        RelayClient client = loggedIn(relay)) {
      assertThat(closed.get(5, TimeUnit.SECONDS)).hasMessage("No.");
      assertThatThrownBy(() -> await(client.ping())).isInstanceOf(ConnectionLostException.class);
    }
  }

  @Test
  void givesUpWhenItsPatienceHasRunOut() throws Exception {
    Reconnection impatient =
        new Reconnection(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(50));
    ScriptedRelay relay = new ScriptedRelay(Conversation::logIn);
    try (RelayClient client = connect(relay, impatient)) {
      CompletableFuture<?> login = client.login(new Secret("the-token"), "bobs pc");
      await(login);
      relay.close();
      assertThat(closed.get(5, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void stopsTryingWhenItIsClosed() throws Exception {
    Reconnection slow =
        new Reconnection(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(2));
    try (ScriptedRelay relay = new ScriptedRelay(Conversation::logIn)) {
      RelayClient client = connect(relay, slow);
      await(client.login(new Secret("the-token"), null));
      org.awaitility.Awaitility.await().until(() -> heard().contains("reconnecting"));
      client.close();
      assertThat(closed.get(5, TimeUnit.SECONDS)).hasMessageContaining("closed by this side");
    }
  }

  /** The relay may go back behind what was sent: each byte counts once for the digest. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20_000, 32_759, 32_760})
  void sendsOnFromWhereTheRelaySays(int offset) throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  takeOffer(client);
                  client.send(accepted(5, 0, TWO_CHUNKS));
                  assertThat(readBytes(client, 5, TWO_CHUNKS)).isEqualTo(part(0, TWO_CHUNKS));
                },
                client -> {
                  logInAgain(client);
                  Frame resume = client.read();
                  assertThat(resume.text()).contains("\"type\":\"resume\"", "\"transfer\":\"t\"");
                  client.send(
                      "{\"type\":\"paused\",\"re\":\"%s\",\"transfer\":\"t\",\"by\":\"bob\"}"
                          .formatted(id(resume)));
                  client.send(accepted(8, offset, 1_000_000));
                  assertThat(readBytes(client, 8, BYTES.length - offset))
                      .isEqualTo(part(offset, BYTES.length));
                  finish(client);
                });
        RelayClient client = loggedIn(relay)) {
      OutgoingTransfer transfer = send(client, OfferedFile.of("x", BYTES));
      assertThat(await(transfer.completed()).bytes()).isEqualTo(BYTES.length);
      assertThat(heard()).containsSubsequence("reconnecting", "paused by bob", "going on");
    }
  }

  @Test
  void goesBackOnTheSameConnectionToo() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  takeOffer(client);
                  client.send(accepted(5, 0, 1_000_000));
                  readBytes(client, 5, BYTES.length);
                  assertThat(client.read().text()).contains("finish");
                  client.send("{\"type\":\"paused\",\"transfer\":\"t\",\"by\":\"bob\"}");
                  client.send(accepted(6, 70_000, 1_000_000));
                  readBytes(client, 6, 30_000);
                  finish(client);
                });
        RelayClient client = loggedIn(relay)) {
      await(send(client, OfferedFile.of("x", BYTES)).completed());
    }
  }

  @Test
  void digestsWhatAnEarlierProcessSentBeforeItGoesOn() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  assertThat(client.read().text()).contains("resume");
                  client.send(accepted(1, 99_000, 10_000));
                  assertThat(readBytes(client, 1, 1_000)).isEqualTo(part(99_000, 100_000));
                  finish(client);
                });
        RelayClient client = loggedIn(relay)) {
      OutgoingTransfer transfer =
          client.resumeSending(
              new io.peerrelay.protocol.TransferId("t"),
              List.of(OfferedFile.of("x", part(0, 40)), OfferedFile.of("y", part(40, 100_000))));
      await(transfer.completed());
    }
  }

  @Test
  void cancelsWhatHasChangedSinceItWasOffered() throws Exception {
    Path file = Files.write(folder.resolve("file"), BYTES);
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  takeOffer(client);
                  client.send(accepted(5, 0, 10));
                  readBytes(client, 5, 10);
                  Files.write(file, new byte[] {1});
                },
                client -> {
                  logInAgain(client);
                  assertThat(client.read().text()).contains("\"cancel\"", "the file changed");
                });
        RelayClient client = loggedIn(relay)) {
      OutgoingTransfer transfer = send(client, OfferedFile.of(file));
      TransferEndedException end =
          catchThrowableOfType(TransferEndedException.class, () -> await(transfer.completed()));
      assertThat(end.outcome()).isEqualTo(Outcome.CHANGED);
      relay.played().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void receivesOnBehindWhatItHasAndRepeatsItsClaim() throws Exception {
    FolderSink sink = new FolderSink(folder);
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  offer(client);
                  client.read();
                  client.send(accepted(3, 0, 0));
                  sendBytes(client, 3, 0, 40_000);
                },
                client -> {
                  logInAgain(client);
                  assertThat(client.read().text()).contains("resume", "\"offset\":40000");
                  // A relay that goes back a little does no harm.
                  client.send(accepted(4, 30_000, 0));
                  sendBytes(client, 4, 30_000, 100_000);
                  assertThat(claim(client)).contains(digest());
                },
                client -> {
                  logInAgain(client);
                  assertThat(client.read().text()).contains("resume", "\"offset\":100000");
                  client.send(accepted(1, 100_000, 0));
                  assertThat(claim(client)).contains(digest());
                  client.send(
                      "{\"type\":\"completed\",\"transfer\":\"t\",\"bytes\":100000,\"sha256\":\"%s\",\"seconds\":1}"
                          .formatted(digest()));
                  readOn(client);
                });
        RelayClient client = loggedIn(relay)) {
      IncomingTransfer transfer = await(offer.get(5, TimeUnit.SECONDS).accept(sink));
      assertThat(await(transfer.completed()).bytes()).isEqualTo(BYTES.length);
      assertThat(folder.resolve("x")).hasBinaryContent(BYTES);
    }
  }

  @Test
  void takesTheEndThatCameMeanwhile() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  offer(client);
                  client.read();
                  client.send(accepted(3, 0, 0));
                  sendBytes(client, 3, 0, 40_000);
                },
                client -> {
                  logInAgain(client);
                  client.send(
                      "{\"type\":\"cancelled\",\"re\":\"%s\",\"transfer\":\"t\",\"by\":\"ada\"}"
                          .formatted(id(client.read())));
                  readOn(client);
                });
        RelayClient client = loggedIn(relay)) {
      IncomingTransfer transfer =
          await(offer.get(5, TimeUnit.SECONDS).accept(new FolderSink(folder)));
      assertThatThrownBy(() -> await(transfer.completed())).hasMessageContaining("by ada");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void saysWhatItCouldNotSayAsSoonAsItIsBack() throws Exception {
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  takeOffer(client);
                },
                client -> {
                  client.open();
                  cancelled.get(5, TimeUnit.SECONDS);
                  client.read();
                  client.send(welcome("1"));
                  assertThat(client.read().text()).contains("\"cancel\"", "no more");
                });
        RelayClient client = loggedIn(relay)) {
      OutgoingTransfer transfer = send(client, OfferedFile.of("x", BYTES));
      org.awaitility.Awaitility.await().until(() -> heard().contains("reconnecting"));
      transfer.cancel("no more");
      cancelled.complete(null);
      relay.played().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void waitsLongerEachTimeButAtOnceWhereTheRelayIsGoingAway() {
    Reconnection policy = Reconnection.persistent();
    RelayException broken = ConnectionLostException.broken("x", null);
    for (int attempt = 0; attempt < 100; attempt++)
      assertThat(policy.delay(attempt, broken))
          .isLessThanOrEqualTo(Duration.ofMillis(Math.min(30_000, 500L << Math.min(attempt, 20))));
    RelayException away =
        ConnectionLostException.closedByRelay(
            java.util.Optional.of(new io.peerrelay.websocket.Message.Close(1001, "")));
    for (int i = 0; i < 100; i++)
      assertThat(policy.delay(0, away)).isLessThanOrEqualTo(Duration.ofMillis(200));
    assertThat(Reconnection.never().follows(broken)).isFalse();
  }

  // The client's side.

  private RelayClient connect(ScriptedRelay relay, Reconnection reconnection) {
    ClientOptions options = ClientOptions.defaults().withReconnection(reconnection);
    return RelayClient.connect(relay.address(), options, new Listener());
  }

  private RelayClient loggedIn(ScriptedRelay relay) {
    RelayClient client = connect(relay, SOON);
    await(client.login(new Secret("the-token"), null));
    return client;
  }

  private static OutgoingTransfer send(RelayClient client, OfferedFile file) {
    return await(client.offer(BOB, List.of(file), null));
  }

  private List<String> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  private final class Listener implements RelayListener {
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
}
