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
import io.peerrelay.protocol.Username;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How transfers go on after a break, seen from the relay's end. */
class ResumingTest {
  private static final Username BOB = new Username("bob");

  @TempDir Path folder;
  private final Listening listening = new Listening();

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
        RelayClient client = listening.loggedIn(relay)) {
      OutgoingTransfer transfer = send(client, OfferedFile.of("x", BYTES));
      assertThat(await(transfer.completed()).bytes()).isEqualTo(BYTES.length);
      // The listener has a thread of its own.
      org.awaitility.Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(listening.heard())
                      .containsSubsequence("reconnecting", "paused by bob", "going on"));
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
        RelayClient client = listening.loggedIn(relay)) {
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
        RelayClient client = listening.loggedIn(relay)) {
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
        RelayClient client = listening.loggedIn(relay)) {
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
        RelayClient client = listening.loggedIn(relay)) {
      IncomingTransfer transfer = await(listening.offer.get(5, TimeUnit.SECONDS).accept(sink));
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
        RelayClient client = listening.loggedIn(relay)) {
      IncomingTransfer transfer =
          await(listening.offer.get(5, TimeUnit.SECONDS).accept(new FolderSink(folder)));
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
        RelayClient client = listening.loggedIn(relay)) {
      OutgoingTransfer transfer = send(client, OfferedFile.of("x", BYTES));
      org.awaitility.Awaitility.await().until(() -> listening.heard().contains("reconnecting"));
      transfer.cancel("no more");
      cancelled.complete(null);
      relay.played().get(5, TimeUnit.SECONDS);
    }
  }

  private static OutgoingTransfer send(RelayClient client, OfferedFile file) {
    return await(client.offer(BOB, List.of(file), null));
  }
}
