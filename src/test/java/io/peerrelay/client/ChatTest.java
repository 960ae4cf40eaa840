package io.peerrelay.client;

import static io.peerrelay.client.ChatScript.edited;
import static io.peerrelay.client.ChatScript.logIn;
import static io.peerrelay.client.ChatScript.message;
import static io.peerrelay.client.ChatScript.reference;
import static io.peerrelay.client.ChatScript.refuse;
import static io.peerrelay.client.ChatScript.sent;
import static io.peerrelay.client.ChatScript.sync;
import static io.peerrelay.client.ChatScript.synced;
import static io.peerrelay.client.Conversation.readOn;
import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.client.ScriptedRelay.Frame;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.PeopleMessage;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How messages come and go over one connection after the other, seen from the relay's end. */
class ChatTest {
  private static final Recipient ADA = Recipient.of("ada");
  private static final ConversationId CONVERSATION = new ConversationId("ada:bob");

  private final Heard heard = new Heard();

  @Test
  void sendsAgainWhatWasNotStoredBeforeTheBreakUnderTheSameReferenceAndInOrder() throws Exception {
    List<String> references = new ArrayList<>();
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  references.add(reference(client.read()));
                },
                client -> {
                  logIn(client);
                  Frame first = client.read();
                  references.add(reference(first));
                  assertThat(first.text()).contains("one");
                  sent(client, first, 1);
                  Frame second = client.read();
                  assertThat(second.text()).contains("two").doesNotContain(references.get(0));
                  sent(client, second, 2);
                  readOn(client);
                });
        RelayClient client = loggedIn(relay)) {
      CompletableFuture<ConversationMessage.Sent> one = client.chat().send(ADA, "one");
      CompletableFuture<ConversationMessage.Sent> two = client.chat().send(ADA, "two");
      assertThat(await(one).seq()).isEqualTo(1);
      assertThat(await(two).seq()).isEqualTo(2);
      assertThat(references).hasSize(2).containsOnly(references.get(0));
    }
  }

  @Test
  void sendsAgainWhatTheRelayCouldNotTakeNowAndGivesUpWhatItRefuses() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  Frame first = client.read();
                  refuse(client, first, "rateLimited", true);
                  Frame again = client.read();
                  assertThat(reference(again)).isEqualTo(reference(first));
                  refuse(client, again, "noSuchUser", false);
                  sent(client, client.read(), 1);
                  readOn(client);
                });
        RelayClient client = loggedIn(relay)) {
      CompletableFuture<ConversationMessage.Sent> one = client.chat().send(ADA, "one");
      CompletableFuture<ConversationMessage.Sent> two = client.chat().send(ADA, "two");
      assertThatThrownBy(() -> await(one))
          .isInstanceOfSatisfying(
              RelayException.class, e -> assertThat(e.code()).contains(ErrorCode.NO_SUCH_USER));
      assertThat(await(two).seq()).isEqualTo(1);
    }
  }

  @Test
  void failsWhatIsNotStoredWhenItIsClosed() throws Exception {
    try (ScriptedRelay relay =
        new ScriptedRelay(
            client -> {
              logIn(client);
              readOn(client);
            })) {
      RelayClient client = loggedIn(relay);
      CompletableFuture<ConversationMessage.Sent> before = client.chat().send(ADA, "before");
      client.close();
      assertThatThrownBy(() -> await(before)).isInstanceOf(ConnectionLostException.class);
      assertThatThrownBy(() -> await(client.chat().send(ADA, "after")))
          .isInstanceOf(ConnectionLostException.class);
    }
  }

  @Test
  void asksBehindEachLoginForWhatCameAfterTheLastMessageAndTellsNoneTwice() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  Frame sync = sync(client);
                  assertThat(sync.text()).contains("\"ada:bob\":4");
                  message(client, 5);
                  message(client, 8);
                },
                client -> {
                  Frame sync = sync(client);
                  assertThat(sync.text()).contains("\"ada:bob\":8");
                  message(client, 8);
                  message(client, 9);
                  synced(client, sync);
                  message(client, 10);
                  readOn(client);
                });
        RelayClient client = loggedIn(relay, Map.of(CONVERSATION, 4L))) {
      heard.await("no. 5", "no. 8", "no. 9", "caught up", "no. 10");
    }
  }

  @Test
  void waitsForTheMissedMessagesWhereNewOnesComeBeforeThem() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  Frame sync = sync(client);
                  TimeUnit.MILLISECONDS.sleep(1_100);
                  message(client, 12);
                  edited(client, 10);
                  message(client, 10);
                  message(client, 11);
                  synced(client, sync);
                  message(client, 13);
                  readOn(client);
                });
        RelayClient client = loggedIn(relay)) {
      heard.await("no. 10", "no. 11", "no. 12", "edited 10", "caught up", "no. 13");
    }
  }

  @Test
  void asksAgainWhereTheRelayCouldNotTellAll() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  Frame sync = sync(client);
                  message(client, 1);
                  refuse(client, sync, "unavailable", true);
                  message(client, 3);
                  Frame again = client.read();
                  assertThat(again.text()).contains("\"ada:bob\":1");
                  message(client, 2);
                  synced(client, again);
                  readOn(client);
                });
        RelayClient client = loggedIn(relay)) {
      heard.await("no. 1", "no. 2", "no. 3", "caught up");
    }
  }

  @Test
  void leavesOutTheConversationThatTheUserIsInNoLonger() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  Frame sync = sync(client);
                  assertThat(sync.text()).contains("#gone");
                  refuse(client, sync, "notAMember", false);
                  for (int i = 0; i < 2; i++) {
                    Frame look = client.read();
                    if (look.text().contains("#gone")) refuse(client, look, "notAMember", false);
                    else
                      client.send(
                          "{\"type\":\"history\",\"re\":\"%s\",\"conversation\":\"ada:bob\",\"messages\":[],\"more\":false}"
                              .formatted(Conversation.id(look)));
                  }
                  Frame again = client.read();
                  assertThat(again.text()).contains("\"ada:bob\":1").doesNotContain("#gone");
                  message(client, 2);
                  synced(client, again);
                  readOn(client);
                });
        RelayClient client =
            loggedIn(relay, Map.of(CONVERSATION, 1L, new ConversationId("#gone"), 7L))) {
      heard.await("no. 2", "caught up");
    }
  }

  @Test
  void asksForThePresenceOfTheSameUsersAgainAndTellsEveryAnswer() throws Exception {
    ScriptedRelay.Script script =
        client -> {
          logIn(client);
          Frame presence = client.read();
          assertThat(presence.text()).contains("\"presence\"", "\"ada\",\"carl\"");
          for (String name : List.of("ada", "carl"))
            client.send(
                "{\"type\":\"presence\",\"re\":\"1\",\"username\":\"%s\",\"online\":true}"
                    .formatted(name));
        };
    try (ScriptedRelay relay =
            new ScriptedRelay(
                script,
                client -> {
                  script.play(client);
                  readOn(client);
                });
        RelayClient client = loggedIn(relay)) {
      client.people().presence(List.of(new Username("ada"), new Username("carl")));
      heard.await(
          "caught up",
          "ada is online",
          "carl is online",
          "caught up",
          "ada is online",
          "carl is online");
    }
  }

  @Test
  void listensFromTheLoginOnOrNotAtAll() throws Exception {
    try (ScriptedRelay relay =
            new ScriptedRelay(
                client -> {
                  logIn(client);
                  readOn(client);
                });
        RelayClient client = loggedIn(relay)) {
      assertThatThrownBy(() -> client.chat().listen(Map.of(), heard))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private RelayClient loggedIn(ScriptedRelay relay) {
    return loggedIn(relay, Map.of());
  }

  private RelayClient loggedIn(ScriptedRelay relay, Map<ConversationId, Long> cursors) {
    RelayClient client =
        RelayClient.connect(
            relay.address(),
            ClientOptions.defaults().withReconnection(Listening.SOON),
            new RelayListener() {});
    client.chat().listen(cursors, heard);
    await(client.login(new Secret("the-token"), null));
    return client;
  }

  /** What the listener heard, in that order. */
  private static final class Heard implements ChatListener {
    private final List<String> all = new ArrayList<>();

    void await(String... expected) {
      org.awaitility.Awaitility.await()
          .untilAsserted(() -> assertThat(all()).containsExactly(expected));
    }

    private synchronized List<String> all() {
      return List.copyOf(all);
    }

    private synchronized void hear(String what) {
      all.add(what);
    }

    @Override
    public void onMessage(ConversationMessage.Message message) {
      hear(message.text());
    }

    @Override
    public void onEdited(ConversationMessage.Edited edited) {
      hear("edited " + edited.seq());
    }

    @Override
    public void onPresence(PeopleMessage.Presence presence) {
      hear(presence.username() + (presence.online() ? " is online" : " is away"));
    }

    @Override
    public void onCaughtUp() {
      hear("caught up");
    }
  }
}
