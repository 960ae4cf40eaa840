package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages between two users, as any client sees them. */
class ChatTest extends SocketFixture {
  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  ChatTest() {
    super(relay);
  }

  /** Says something, and returns its number; the sender's own device hears it, too. */
  private long say(String text) {
    sender.send("{'type':'message','id':'m','to':'%s','text':'%s'}", receiver.username(), text);
    return sent(sender).path("seq").asLong();
  }

  private static JsonNode sent(ForeignClient by) {
    JsonNode first = by.next();
    JsonNode second = by.next();
    JsonNode sent = first.path("type").asText().equals("sent") ? first : second;
    assertThat(List.of(first.path("type").asText(), second.path("type").asText()))
        .containsExactlyInAnyOrder("sent", "message");
    return sent;
  }

  private static List<Long> numbers(Iterable<JsonNode> messages) {
    List<Long> numbers = new ArrayList<>();
    messages.forEach(message -> numbers.add(message.path("seq").asLong()));
    return numbers;
  }

  /** The name of the conversation. */
  private String conversation() {
    String one = sender.username();
    String other = receiver.username();
    return one.compareTo(other) <= 0 ? one + ":" + other : other + ":" + one;
  }

  private JsonNode history(String arguments) {
    sender.send("{'type':'history','conversation':'%s'" + arguments + "}", conversation());
    return sender.expect("history");
  }

  @Test
  void reachesEveryDeviceOfBoth() {
    try (ForeignClient phone = relay.anotherDevice(receiver);
        ForeignClient laptop = relay.anotherDevice(sender)) {
      sender.send(
          "{'type':'message','id':'m1','to':'%s','text':'Hi\\nthere','clientRef':'r1',"
              + "'attachments':[{'url':'https://example.org/a','name':'a'}]}",
          receiver.username());
      JsonNode sent = sent(sender);
      assertThat(sent.path("re").asText()).isEqualTo("m1");
      assertThat(sent.path("conversation").asText()).isEqualTo(conversation());
      assertThat(sent.path("seq").asLong()).isEqualTo(1);
      for (ForeignClient device : new ForeignClient[] {receiver, phone, laptop}) {
        JsonNode message = device.expect("message");
        assertThat(message.path("conversation").asText()).isEqualTo(conversation());
        assertThat(message.path("seq").asLong()).isEqualTo(1);
        assertThat(message.path("from").asText()).isEqualTo(sender.username());
        assertThat(message.path("text").asText()).isEqualTo("Hi\nthere");
        assertThat(message.path("time").asText()).isEqualTo(sent.path("time").asText());
        assertThat(message.at("/attachments/0/url").asText()).isEqualTo("https://example.org/a");
      }
    }
  }

  @Test
  void numbersBothSidesMessagesInOneRow() {
    assertThat(say("one")).isEqualTo(1);
    receiver.expect("message");
    receiver.send("{'type':'message','to':'%s','text':'two'}", sender.username());
    assertThat(sent(receiver).path("seq").asLong()).isEqualTo(2);
    assertThat(sender.expect("message").path("text").asText()).isEqualTo("two");
    assertThat(say("three")).isEqualTo(3);
  }

  @RepeatedTest(3)
  void storesInTheirOrderTheFirstMessagesToSomebodyThatAreWrittenAtOnce() {
    for (int i = 1; i <= 20; i++)
      sender.send("{'type':'message','id':'%d','to':'%s','text':'%1$d'}", i, receiver.username());
    for (int i = 1; i <= 20; i++)
      assertThat(receiver.expect("message").path("text").asInt()).isEqualTo(i);
  }

  @Test
  void answersEachOfTheMessagesToNobodyThatAreWrittenAtOnce() {
    for (int i = 1; i <= 5; i++)
      sender.send("{'type':'message','id':'%d','to':'nobody-at-all','text':'hello'}", i);
    for (int i = 1; i <= 5; i++)
      assertThat(sender.expectError("noSuchUser").path("re").asInt()).isEqualTo(i);
    assertThat(say("hello")).isEqualTo(1);
  }

  @Test
  void storesAMessageOnceHoweverOftenItIsSent() {
    String message = "{'type':'message','to':'%s','text':'once','clientRef':'ref'}";
    sender.send(message, receiver.username());
    assertThat(sent(sender).path("seq").asLong()).isEqualTo(1);
    try (ForeignClient phone = relay.anotherDevice(sender)) {
      phone.send(message, receiver.username());
      assertThat(phone.expect("sent").path("seq").asLong()).isEqualTo(1);
      phone.expectNothing();
    }
    receiver.expect("message");
    receiver.expectNothing();
    assertThat(numbers(history("").path("messages"))).containsExactly(1L);
  }

  @Test
  void givesTheHistoryInPagesFromEitherEnd() {
    for (int i = 1; i <= 7; i++) say("message " + i);
    JsonNode last = history(",'limit':3");
    assertThat(numbers(last.path("messages"))).containsExactly(5L, 6L, 7L);
    assertThat(last.path("more").asBoolean()).isTrue();
    JsonNode before = history(",'before':5,'limit':10");
    assertThat(numbers(before.path("messages"))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(before.path("more").asBoolean()).isFalse();
    JsonNode after = history(",'after':2,'limit':3");
    assertThat(numbers(after.path("messages"))).containsExactly(3L, 4L, 5L);
    assertThat(after.path("more").asBoolean()).isTrue();
    JsonNode between = history(",'after':2,'before':5");
    assertThat(numbers(between.path("messages"))).containsExactly(3L, 4L);
    assertThat(between.path("more").asBoolean()).isFalse();
    assertThat(after.at("/messages/0/text").asText()).isEqualTo("message 3");
    assertThat(history(",'after':7").path("messages")).isEmpty();
  }

  @Test
  void givesADeviceThatComesBackWhatItMissedOnceAndInOrder() {
    for (int i = 1; i <= 3; i++) say("message " + i);
    receiver.close();
    for (int i = 4; i <= 250; i++) say("message " + i);
    try (ForeignClient back = relay.anotherDevice(receiver)) {
      back.send("{'type':'sync','id':'s','cursors':{'%s':3}}", conversation());
      List<JsonNode> missed = new ArrayList<>();
      JsonNode next = back.next();
      for (; next.path("type").asText().equals("message"); next = back.next()) missed.add(next);
      assertThat(next.path("type").asText()).isEqualTo("synced");
      assertThat(next.path("re").asText()).isEqualTo("s");
      assertThat(numbers(missed))
          .containsExactlyElementsOf(LongStream.rangeClosed(4, 250).boxed().toList());
      say("live");
      assertThat(back.expect("message").path("seq").asLong()).isEqualTo(251);
    }
  }

  @Test
  void givesADeviceWithoutCursorsWhatItsUserHasNotRead() {
    for (int i = 1; i <= 4; i++) say("message " + i);
    for (int i = 1; i <= 4; i++) receiver.expect("message");
    receiver.send("{'type':'read','id':'r','conversation':'%s','seq':2}", conversation());
    receiver.expect("ok");
    assertThat(sender.expect("receipt").path("status").asText()).isEqualTo("read");
    try (ForeignClient phone = relay.anotherDevice(receiver)) {
      phone.send("{'type':'sync'}");
      assertThat(phone.expect("message").path("seq").asLong()).isEqualTo(3);
      assertThat(phone.expect("message").path("seq").asLong()).isEqualTo(4);
      phone.expect("synced");
    }
  }

  @Test
  void sendsNothingTwiceToADeviceThatHeardSomeOfItLive() {
    say("before");
    receiver.expect("message");
    try (ForeignClient phone = relay.anotherDevice(receiver)) {
      say("live");
      assertThat(phone.expect("message").path("seq").asLong()).isEqualTo(2);
      phone.send("{'type':'sync','cursors':{'%s':0}}", conversation());
      assertThat(phone.expect("message").path("seq").asLong()).isEqualTo(1);
      phone.expect("synced");
      phone.expectNothing();
    }
  }

  @Test
  void tellsTheAuthorHowFarAMessageGot() {
    say("hello");
    receiver.expect("message");
    receiver.send("{'type':'delivered','conversation':'%s','seq':1}", conversation());
    JsonNode receipt = sender.expect("receipt");
    assertThat(receipt.path("by").asText()).isEqualTo(receiver.username());
    assertThat(receipt.path("seq").asLong()).isEqualTo(1);
    assertThat(receipt.path("status").asText()).isEqualTo("delivered");
    receiver.send("{'type':'read','id':'r','conversation':'%s','seq':2}", conversation());
    receiver.expectError("noSuchMessage");
    sender.expectNothing();
  }

  @Test
  void passesOnThatSomebodyTypes() {
    say("hello");
    receiver.expect("message");
    receiver.send("{'type':'typing','to':'%s'}", sender.username());
    assertThat(sender.expect("typing").path("from").asText()).isEqualTo(receiver.username());
    receiver.expectNothing();
  }

  @Test
  void showsAnEditedMessageAsItIsNowAndADeletedOneAsGone() {
    for (int i = 1; i <= 3; i++) say("message " + i);
    for (int i = 1; i <= 3; i++) receiver.expect("message");
    sender.send(
        "{'type':'edit','id':'e','conversation':'%s','seq':1,'text':'better'}", conversation());
    assertThat(receiver.expect("edited").path("text").asText()).isEqualTo("better");
    assertThat(List.of(sender.next(), sender.next()))
        .extracting(message -> message.path("type").asText())
        .containsExactlyInAnyOrder("ok", "edited");
    sender.send("{'type':'delete','conversation':'%s','seq':2}", conversation());
    assertThat(receiver.expect("deleted").path("seq").asLong()).isEqualTo(2);
    sender.expect("deleted");
    JsonNode messages = history("").path("messages");
    assertThat(messages.at("/0/text").asText()).isEqualTo("better");
    assertThat(messages.at("/0/edited").asText()).isNotEmpty();
    assertThat(messages.at("/1/deleted").asBoolean()).isTrue();
    assertThat(messages.at("/1/text").isMissingNode()).isTrue();
    assertThat(messages.at("/2/text").asText()).isEqualTo("message 3");
    receiver.send("{'type':'edit','conversation':'%s','seq':1,'text':'mine'}", conversation());
    receiver.expectError("notYours");
    sender.send("{'type':'delete','conversation':'%s','seq':2}", conversation());
    sender.expectError("noSuchMessage");
  }

  @Test
  void countsEachUsersReactionOnce() {
    say("hello");
    receiver.expect("message");
    react(receiver, "'like'");
    expectCounts(1, 0);
    react(sender, "'like'");
    expectCounts(2, 0);
    react(receiver, "'dislike'");
    expectCounts(1, 1);
    react(receiver, "null");
    expectCounts(1, 0);
    assertThat(history("").at("/messages/0/like").asLong()).isEqualTo(1);
  }

  private void react(ForeignClient side, String reaction) {
    side.send(
        "{'type':'react','conversation':'%s','seq':1,'reaction':" + reaction + "}", conversation());
  }

  private void expectCounts(long like, long dislike) {
    for (ForeignClient side : new ForeignClient[] {sender, receiver}) {
      JsonNode reaction = side.expect("reaction");
      assertThat(reaction.path("like").asLong()).isEqualTo(like);
      assertThat(reaction.path("dislike").asLong()).isEqualTo(dislike);
    }
  }

  @Test
  void keepsNotesToOneself() {
    sender.send("{'type':'message','to':'%s','text':'buy milk'}", sender.username());
    assertThat(sent(sender).path("seq").asLong()).isEqualTo(1);
    sender.expectNothing();
  }
}
