package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.client.ChatListener;
import io.peerrelay.client.ClientOptions;
import io.peerrelay.client.Reconnection;
import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.PeopleMessage;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.Username;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A registered user with a device that hears messages, and what it heard. */
final class ChattingPerson implements AutoCloseable {
  private static final Reconnection SOON =
      new Reconnection(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMinutes(2));

  final Username name;
  final RelayClient client;
  final List<ConversationMessage.Message> messages = new CopyOnWriteArrayList<>();

  /** Everything else, in a word or two. */
  final List<String> news = new CopyOnWriteArrayList<>();

  /** A new user. */
  ChattingPerson(URI relay, String name) {
    this(List.of(relay), name);
  }

  /** A new user, at whichever of these servers. */
  ChattingPerson(List<URI> servers, String name) {
    this(
        servers,
        new Username(name + "-" + UUID.randomUUID().toString().substring(0, 8)),
        /* isNew= */ true);
  }

  private ChattingPerson(List<URI> servers, Username name, boolean isNew) {
    this.name = name;
    client =
        RelayClient.connect(
            servers, ClientOptions.defaults().withReconnection(SOON), new RelayListener() {});
    client.chat().listen(Map.of(), new Ears());
    if (isNew) await(client.register(name, Person.PASSWORD, null));
    await(client.login(name, Person.PASSWORD, null));
  }

  /** One more device of the same user. */
  ChattingPerson anotherDevice(URI relay) {
    return new ChattingPerson(List.of(relay), name, /* isNew= */ false);
  }

  Recipient asRecipient() {
    return new Recipient.User(name);
  }

  ConversationMessage.Sent say(ChattingPerson to, String text) {
    return await(client.chat().send(to.asRecipient(), text));
  }

  void awaitTexts(String... texts) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(messages)
                    .extracting(ConversationMessage.Message::text)
                    .containsExactly(texts));
  }

  void awaitNews(String... expected) {
    Awaitility.await().untilAsserted(() -> assertThat(news).contains(expected));
  }

  @Override
  public void close() {
    client.close();
  }

  private final class Ears implements ChatListener {
    @Override
    public void onMessage(ConversationMessage.Message message) {
      messages.add(message);
    }

    @Override
    public void onEdited(ConversationMessage.Edited edited) {
      news.add("edited " + edited.seq() + ": " + edited.text());
    }

    @Override
    public void onDeleted(ConversationMessage.Deleted deleted) {
      news.add("deleted " + deleted.seq());
    }

    @Override
    public void onReceipt(ConversationMessage.Receipt receipt) {
      news.add(receipt.status() + " " + receipt.seq() + " by " + receipt.by());
    }

    @Override
    public void onReaction(ConversationMessage.Reaction reaction) {
      news.add(reaction.seq() + " has +" + reaction.like() + " -" + reaction.dislike());
    }

    @Override
    public void onTyping(ConversationMessage.Typing typing) {
      news.add(typing.from() + " is typing");
    }

    @Override
    public void onPresence(PeopleMessage.Presence presence) {
      news.add(presence.username() + (presence.online() ? " is online" : " is away"));
    }

    @Override
    public void onMembership(ChannelMessage.Membership membership) {
      news.add(membership.username() + " " + membership.change());
    }

    @Override
    public void onCaughtUp() {
      news.add("caught up");
    }
  }
}
