package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a user is told of all conversations at once. */
class ConversationListTest extends ChannelFixture {
  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  ConversationListTest() {
    super(relay);
  }

  private static JsonNode list(ForeignClient by, String arguments) {
    JsonNode answer = ask(by, "{'type':'conversations'" + arguments + "}");
    assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo("conversations");
    return answer;
  }

  private static List<JsonNode> all(ForeignClient by) {
    JsonNode answer = list(by, "");
    assertThat(answer.has("next")).isFalse();
    List<JsonNode> all = new ArrayList<>();
    answer.path("conversations").forEach(all::add);
    return all;
  }

  /** The only one. */
  private static JsonNode one(ForeignClient by) {
    assertThat(all(by)).hasSize(1);
    return all(by).get(0);
  }

  private static JsonNode tell(ForeignClient by, ForeignClient other, String text) {
    return ask(by, "{'type':'message','to':'%s','text':'%s'}", other.username(), text);
  }

  private static List<String> texts(Iterable<JsonNode> conversations) {
    List<String> texts = new ArrayList<>();
    conversations.forEach(one -> texts.add(one.at("/last/text").asText("none")));
    return texts;
  }

  @Test
  void hasNoneBeforeAnythingWasSaid() {
    assertThat(all(anna)).isEmpty();
  }

  @Test
  void showsTheLastMessageOfEachAndTheNewestFirst() {
    tell(anna, boris, "one");
    tell(clara, anna, "two");
    assertThat(texts(all(anna))).containsExactly("two", "one");
    JsonNode sent = tell(boris, anna, "three");
    JsonNode first = all(anna).get(0);
    assertThat(first.path("conversation")).isEqualTo(sent.path("conversation"));
    assertThat(first.path("with").asText()).isEqualTo(boris.username());
    assertThat(first.at("/last/seq").asLong()).isEqualTo(2);
    assertThat(first.at("/last/from").asText()).isEqualTo(boris.username());
    assertThat(first.at("/last/time")).isEqualTo(sent.path("time"));
    assertThat(texts(all(anna))).containsExactly("three", "two");
    assertThat(one(boris).path("with").asText()).isEqualTo(anna.username());
  }

  @Test
  void countsWhatOthersSaidAndTheUserHasNotReadOnAllDevices() {
    String id = tell(boris, anna, "one").path("conversation").asText();
    tell(anna, boris, "mine");
    tell(boris, anna, "two");
    tell(boris, anna, "gone");
    ok(boris, "{'type':'delete','conversation':'%s','seq':4}", id);
    assertThat(one(anna).path("unread").asInt()).isEqualTo(2);
    assertThat(one(anna).path("read").asLong()).isZero();
    assertThat(one(anna).at("/last/deleted").asBoolean()).isTrue();
    assertThat(one(anna).path("last").has("text")).isFalse();
    assertThat(one(boris).path("unread").asInt()).isEqualTo(1);
    ok(anna, "{'type':'read','conversation':'%s','seq':2}", id);
    try (ForeignClient phone = relay.anotherDevice(anna)) {
      assertThat(one(phone).path("unread").asInt()).isEqualTo(1);
      assertThat(one(phone).path("read").asLong()).isEqualTo(2);
    }
  }

  @Test
  void countsToAHundred() {
    for (int i = 0; i < 103; i++) tell(boris, anna, "again");
    assertThat(one(anna).path("unread").asInt()).isEqualTo(100);
    assertThat(one(anna).at("/last/seq").asLong()).isEqualTo(103);
  }

  @Test
  void shortensTheTextAndShowsItAsItIsNow() {
    String id = tell(boris, anna, "first").path("conversation").asText();
    ok(boris, "{'type':'edit','conversation':'%s','seq':1,'text':'%s'}", id, "😀".repeat(201));
    assertThat(one(anna).at("/last/text").asText()).isEqualTo("😀".repeat(200));
    assertThat(one(anna).at("/last/shortened").asBoolean()).isTrue();
    ask(
        boris,
        "{'type':'message','to':'%s','attachments':[{'url':'https://a'},{'url':'https://b'}]}",
        anna.username());
    assertThat(one(anna).at("/last/attachments").asInt()).isEqualTo(2);
    assertThat(one(anna).path("last").has("text")).isFalse();
  }

  @Test
  void showsAnOfferOfFiles() {
    String transfer = Exchange.offer(boris, anna, 7);
    await().until(() -> !all(anna).isEmpty());
    assertThat(one(anna).at("/last/offer/transfer").asText()).isEqualTo(transfer);
    assertThat(one(anna).at("/last/offer/status").asText()).isEqualTo("offered");
  }

  @Test
  void hidesWhatABlockedUserSays() {
    tell(boris, anna, "before");
    ok(anna, "{'type':'setContact','username':'%s','standing':'blocked'}", boris.username());
    tell(clara, anna, "between");
    tell(boris, anna, "hidden");
    assertThat(texts(all(anna))).containsExactly("between", "before");
    assertThat(all(anna).get(1).path("unread").asInt()).isEqualTo(1);
    assertThat(one(boris).at("/last/text").asText()).isEqualTo("hidden");
  }

  @Test
  void hasChannelsAmongTheOthersAndSilentOnesBehindThem() {
    tell(boris, anna, "direct");
    create("");
    assertThat(texts(all(anna))).containsExactly("direct", "none");
    assertThat(all(anna).get(1).path("channel").asText()).isEqualTo(channel);
    say(anna, "hello");
    join(boris);
    say(anna, "welcome");
    assertThat(texts(all(anna))).containsExactly("welcome", "direct");
    JsonNode of = all(boris).get(0);
    assertThat(of.path("conversation").asText()).isEqualTo(id);
    assertThat(of.path("unread").asInt()).isEqualTo(1); // From when he came.
    ok(boris, "{'type':'leave','channel':'%s'}", channel);
    assertThat(texts(all(boris))).containsExactly("direct");
  }

  @Test
  void givesThemPageByPage() {
    try (ForeignClient dora = relay.newUser("dora")) {
      for (ForeignClient other : List.of(boris, clara, dora)) tell(other, anna, other.username());
      tell(anna, anna, "note");
      create("");
      List<String> texts = new ArrayList<>();
      JsonNode page = list(anna, ",'limit':2");
      int pages = 1;
      while (page.has("next")) {
        assertThat(page.path("conversations")).hasSize(2);
        texts.addAll(texts(page.path("conversations")));
        page = list(anna, ",'limit':2,'after':'" + page.path("next").asText() + "'");
        pages++;
      }
      texts.addAll(texts(page.path("conversations")));
      assertThat(pages).isEqualTo(3);
      assertThat(texts)
          .containsExactly("note", dora.username(), clara.username(), boris.username(), "none");
      refused("badField", anna, "{'type':'conversations','after':'x'}");
    }
  }

  @Test
  void doesOneAtATimeOnASocket() {
    tell(boris, anna, "one");
    anna.awaitMessage("message");
    for (int i = 0; i < 20; i++) anna.send("{'type':'conversations'}");
    int listed = 0;
    for (int i = 0; i < 20; i++) {
      JsonNode answer = anna.next();
      if (answer.path("type").asText().equals("conversations")) listed++;
      else assertThat(answer.path("code").asText()).isEqualTo("busy");
    }
    assertThat(listed).isPositive();
    assertThat(texts(all(anna))).containsExactly("one");
  }

  @Test
  void isTheSameAfterTheRelayHasStartedAnew() throws IOException {
    String id = tell(boris, anna, "one").path("conversation").asText();
    ok(anna, "{'type':'read','conversation':'%s','seq':1}", id);
    tell(boris, anna, "two");
    create("");
    say(anna, "three");
    tell(clara, anna, "four");
    List<JsonNode> before = all(anna);
    assertThat(texts(before)).containsExactly("four", "three", "two");
    relay.restart();
    try (ForeignClient again = relay.anotherDevice(anna)) {
      assertThat(all(again)).isEqualTo(before);
    }
  }
}
