package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages between two users of the client library, through a real relay over real sockets. */
class ClientChatTest {
  private static final int MANY = 200;

  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  private CuttableLine adasLine;
  private CuttableLine bobsLine;
  private ChattingPerson ada;
  private ChattingPerson bob;

  @BeforeEach
  void connect() throws Exception {
    adasLine = new CuttableLine(RELAY.address());
    bobsLine = new CuttableLine(RELAY.address());
    ada = new ChattingPerson(adasLine.address(), "ada");
    bob = new ChattingPerson(bobsLine.address(), "bob");
  }

  @AfterEach
  void disconnect() throws Exception {
    ada.close();
    bob.close();
    adasLine.close();
    bobsLine.close();
  }

  @Test
  void tellsBothOfEachMessageAndOfWhatBecomesOfIt() {
    ConversationMessage.Sent sent = ada.say(bob, "Hi");
    ConversationId conversation = sent.conversation();
    assertThat(conversation).isEqualTo(bob.asRecipient().conversation(ada.name));
    bob.say(ada, "Hello");
    ada.awaitTexts("Hi", "Hello");
    bob.awaitTexts("Hi", "Hello");

    bob.client.chat().typing(ada.asRecipient());
    await(bob.client.chat().delivered(conversation, 1));
    await(bob.client.chat().read(conversation, 1));
    await(bob.client.chat().react(conversation, 1, Reaction.LIKE));
    await(ada.client.chat().edit(conversation, 1, "Hi!"));
    await(bob.client.chat().delete(conversation, 2));
    ada.awaitNews(
        bob.name + " is typing",
        "DELIVERED 1 by " + bob.name,
        "READ 1 by " + bob.name,
        "1 has +1 -0",
        "edited 1: Hi!",
        "deleted 2");

    ConversationMessage.History history =
        await(ada.client.chat().history(conversation, null, null, 10));
    assertThat(history.messages())
        .extracting(ConversationMessage.Message::text)
        .containsExactly("Hi!", null);
  }

  @Test
  void losesDoublesAndReordersNothingWhileBothLinesAreCutAgainAndAgain() throws Exception {
    List<CompletableFuture<ConversationMessage.Sent>> sent = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      texts.add("no. " + i);
      sent.add(ada.client.chat().send(bob.asRecipient(), "no. " + i));
      if (i % 20 == 10) adasLine.cut();
      if (i % 20 == 0) bobsLine.cut();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    for (int i = 0; i < MANY; i++)
      assertThat(sent.get(i).get(60, TimeUnit.SECONDS).seq()).isEqualTo(i + 1);
    for (ChattingPerson person : List.of(ada, bob)) person.awaitTexts(texts.toArray(String[]::new));
    // Of a line that was cut it is told behind the messages that were missed.
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(bob.news).filteredOn("caught up"::equals).hasSizeGreaterThan(1));
  }

  @Test
  void sendsMoreThanTheRelayTakesAtOnceInTheirOrder() throws Exception {
    List<CompletableFuture<ConversationMessage.Sent>> sent = new ArrayList<>();
    for (int i = 0; i < 300; i++) sent.add(ada.client.chat().send(bob.asRecipient(), "no. " + i));
    for (int i = 0; i < 300; i++)
      assertThat(sent.get(i).get(60, TimeUnit.SECONDS).seq()).isEqualTo(i + 1);
    ada.awaitNews("caught up");
    assertThat(ada.news).filteredOn("caught up"::equals).hasSize(1); // It was never put out.
  }

  @Test
  void tellsADeviceThatComesLaterWhatWasNotReadYet() {
    ada.say(bob, "read");
    ada.say(bob, "unread");
    bob.awaitTexts("read", "unread");
    await(bob.client.chat().read(bob.messages.get(0).conversation(), 1));
    try (ChattingPerson phone = bob.anotherDevice(RELAY.uri())) {
      phone.awaitNews("caught up");
      phone.awaitTexts("unread");
      ada.say(bob, "new");
      phone.awaitTexts("unread", "new");
    }
  }

  @Test
  void failsAMessageToNobodyAndSendsTheNext() {
    Recipient nobody = Recipient.of("nobody-at-all");
    RelayException refusal =
        catchThrowableOfType(
            RelayException.class, () -> await(ada.client.chat().send(nobody, "Hi")));
    assertThat(refusal.code()).contains(ErrorCode.NO_SUCH_USER);
    assertThat(ada.say(bob, "Hi").seq()).isEqualTo(1);
  }
}
