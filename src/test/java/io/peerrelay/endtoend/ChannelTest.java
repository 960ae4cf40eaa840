package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Channels, as any client sees them. */
class ChannelTest {
  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay("relay.conversation { members = 4, channels = 3 }");

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String channel = "#Channel-" + NUMBER.incrementAndGet();
  private final String id = channel.toLowerCase(java.util.Locale.ROOT);
  private ForeignClient anna;
  private ForeignClient boris;
  private ForeignClient clara;

  @BeforeEach
  void logIn() {
    anna = relay.newUser("anna");
    boris = relay.newUser("boris");
    clara = relay.newUser("clara");
  }

  @AfterEach
  void hangUp() {
    for (ForeignClient one : List.of(anna, boris, clara)) one.close();
  }

  /** Asks, and awaits the answer to just that. */
  private static JsonNode ask(ForeignClient by, String request, Object... values) {
    String name = "ask-" + NUMBER.incrementAndGet();
    by.send(request.replaceFirst("}$", ",'id':'" + name + "'}"), values);
    JsonNode answer = by.next();
    while (!answer.path("re").asText().equals(name)) answer = by.next();
    return answer;
  }

  private static void ok(ForeignClient by, String request, Object... values) {
    assertThat(ask(by, request, values).path("type").asText()).isEqualTo("ok");
  }

  private static void refused(String code, ForeignClient by, String request, Object... values) {
    assertThat(ask(by, request, values).path("code").asText()).isEqualTo(code);
  }

  private void create(String more) {
    ok(anna, "{'type':'createChannel','channel':'%s'" + more + "}", channel);
  }

  /** Joins, and hears that it did, which may come before the answer. */
  private void join(ForeignClient user) {
    user.send("{'type':'join','channel':'%s'}", channel);
    boolean isAnswered = false;
    boolean hasHeard = false;
    while (!isAnswered || !hasHeard) {
      JsonNode next = user.next();
      isAnswered |= next.path("type").asText().equals("ok");
      hasHeard |=
          next.path("change").asText().equals("joined")
              && next.path("username").asText().equals(user.username());
    }
  }

  private long say(ForeignClient by, String text) {
    JsonNode sent = ask(by, "{'type':'message','to':'%s','text':'%s'}", channel, text);
    assertThat(sent.path("type").asText()).isEqualTo("sent");
    return sent.path("seq").asLong();
  }

  private static void expectChange(ForeignClient at, ForeignClient who, String change) {
    JsonNode membership = at.awaitMessage("membership");
    assertThat(membership.path("username").asText()).isEqualTo(who.username());
    assertThat(membership.path("change").asText()).isEqualTo(change);
  }

  private static List<String> names(JsonNode list, String field) {
    List<String> names = new ArrayList<>();
    list.forEach(one -> names.add(one.path(field).asText()));
    return names;
  }

  @Test
  void reachesEveryDeviceOfEveryMember() {
    create("");
    join(boris);
    expectChange(anna, boris, "joined");
    try (ForeignClient phone = relay.anotherDevice(boris)) {
      assertThat(say(anna, "hello")).isEqualTo(1);
      for (ForeignClient device : List.of(boris, phone)) {
        JsonNode message = device.awaitMessage("message");
        assertThat(message.path("conversation").asText()).isEqualTo(id);
        assertThat(message.path("from").asText()).isEqualTo(anna.username());
        assertThat(message.path("text").asText()).isEqualTo("hello");
      }
    }
    assertThat(clara.hearsNothing()).isTrue();
  }

  @Test
  void tellsAllDevicesOfOneWhoJoinsByOneOfThem() {
    create("");
    try (ForeignClient phone = relay.anotherDevice(boris)) {
      join(boris);
      expectChange(phone, boris, "joined");
      say(anna, "hello");
      assertThat(phone.awaitMessage("message").path("seq").asLong()).isEqualTo(1);
    }
  }

  @Test
  void takesAMessageFromMembersOnly() {
    create("");
    refused("notAMember", clara, "{'type':'message','to':'%s','text':'hi'}", channel);
    refused("notAMember", clara, "{'type':'history','conversation':'%s'}", id);
    refused("notAMember", clara, "{'type':'members','channel':'%s'}", channel);
    refused("noSuchChannel", clara, "{'type':'message','to':'#nowhere-1','text':'hi'}");
    refused("channelExists", clara, "{'type':'createChannel','channel':'%s'}", id);
  }

  @Test
  void isNotThereForOthersWhereItIsPrivate() {
    create(",'private':true");
    for (String request :
        List.of(
            "{'type':'join','channel':'%s'}",
            "{'type':'message','to':'%s','text':'hi'}",
            "{'type':'members','channel':'%s'}",
            "{'type':'history','conversation':'%s'}",
            "{'type':'leave','channel':'%s'}")) refused("noSuchChannel", boris, request, id);
    ok(anna, "{'type':'invite','channel':'%s','username':'%s'}", channel, boris.username());
    expectChange(boris, boris, "invited");
    join(boris);
    refused(
        "notAllowed",
        boris,
        "{'type':'invite','channel':'%s','username':'%s'}",
        channel,
        clara.username());
    assertThat(names(ask(clara, "{'type':'channels'}").path("channels"), "channel"))
        .doesNotContain(channel);
    assertThat(names(ask(boris, "{'type':'channels','mine':true}").path("channels"), "channel"))
        .containsExactly(channel);
  }

  @Test
  void listsWhatEverybodyMayJoinByName() {
    for (String name : List.of("#bb", "#Aa", "#cc"))
      ok(anna, "{'type':'createChannel','channel':'%s','posting':'owners'}", name);
    JsonNode page = ask(boris, "{'type':'channels','limit':2}");
    assertThat(names(page.path("channels"), "channel")).containsExactly("#Aa", "#bb");
    assertThat(page.path("more").asBoolean()).isTrue();
    assertThat(page.at("/channels/0/posting").asText()).isEqualTo("owners");
    assertThat(page.at("/channels/0/members").asInt()).isEqualTo(1);
    assertThat(page.at("/channels/0/role").isMissingNode()).isTrue();
    assertThat(ask(boris, "{'type':'channels','after':'#BB'}").at("/channels/0/channel").asText())
        .isEqualTo("#cc");
    refused("limitReached", anna, "{'type':'createChannel','channel':'#dd'}");
  }

  @Test
  void letsOwnersAloneSayWhoMaySpeakAndStay() {
    create(",'posting':'owners'");
    join(boris);
    join(clara);
    refused("notAllowed", boris, "{'type':'message','to':'%s','text':'hi'}", channel);
    refused(
        "notAllowed",
        boris,
        "{'type':'remove','channel':'%s','username':'%s'}",
        channel,
        clara.username());
    refused(
        "notAllowed",
        anna,
        "{'type':'setRole','channel':'%s','username':'%s','role':'member'}",
        channel,
        anna.username());
    ok(anna, "{'type':'changeChannel','channel':'%s','posting':'members'}", channel);
    assertThat(boris.awaitMessage("channelChanged").path("posting").asText()).isEqualTo("members");
    say(boris, "thanks");
    ok(
        anna,
        "{'type':'setRole','channel':'%s','username':'%s','role':'owner'}",
        channel,
        boris.username());
    expectChange(clara, boris, "owner");
    ok(boris, "{'type':'remove','channel':'%s','username':'%s'}", channel, clara.username());
    expectChange(clara, clara, "removed");
    JsonNode members = ask(anna, "{'type':'members','channel':'%s'}", channel).path("members");
    assertThat(names(members, "username")).containsExactly(anna.username(), boris.username());
    assertThat(names(members, "role")).containsExactly("owner", "owner");
  }

  @Test
  void tellsOneWhoWasRemovedNothingThatIsSaidThen() {
    create("");
    join(boris);
    for (int i = 0; i < 20; i++) {
      anna.send("{'type':'message','to':'%s','text':'%d'}", channel, i);
      if (i == 10)
        anna.send("{'type':'remove','channel':'%s','username':'%s'}", channel, boris.username());
    }
    List<String> heard = new ArrayList<>();
    JsonNode next = boris.next();
    for (; !next.path("change").asText().equals("removed"); next = boris.next())
      if (next.path("type").asText().equals("message")) heard.add(next.path("text").asText());
    assertThat(heard).hasSizeLessThanOrEqualTo(11);
    for (int i = 0; i < heard.size(); i++) assertThat(heard.get(i)).isEqualTo("" + i);
    assertThat(boris.hearsNothing()).isTrue();
    refused("notAMember", boris, "{'type':'history','conversation':'%s'}", id);
  }

  @Test
  void staysInOrderWhereEveryMemberSpeaksAtOnce() {
    create("");
    join(boris);
    join(clara);
    for (int i = 0; i < 50; i++)
      for (ForeignClient one : List.of(anna, boris, clara))
        one.send("{'type':'message','to':'%s','text':'%d'}", channel, i);
    for (ForeignClient one : List.of(anna, boris, clara))
      for (long seq = 1; seq <= 150; seq++)
        assertThat(one.awaitMessage("message").path("seq").asLong()).isEqualTo(seq);
  }

  @Test
  void givesADeviceThatComesBackWhatItMissed() {
    create("");
    say(anna, "before");
    join(boris);
    boris.close();
    say(anna, "missed");
    try (ForeignClient back = relay.anotherDevice(boris)) {
      back.send("{'type':'sync'}");
      assertThat(back.awaitMessage("message").path("text").asText()).isEqualTo("missed");
      back.expect("synced");
      say(anna, "live");
      assertThat(back.awaitMessage("message").path("seq").asLong()).isEqualTo(3);
      assertThat(ask(back, "{'type':'history','conversation':'%s'}", id).path("messages"))
          .hasSize(3);
    }
  }

  @Test
  void tellsADeviceThatComesBackThatItsUserIsNoMemberAnyMore() {
    create("");
    join(boris);
    boris.close();
    ok(anna, "{'type':'remove','channel':'%s','username':'%s'}", channel, boris.username());
    try (ForeignClient back = relay.anotherDevice(boris)) {
      back.send("{'type':'sync','cursors':{'%s':0}}", id);
      assertThat(back.awaitMessage("membership").path("change").asText()).isEqualTo("left");
      back.expect("synced");
    }
  }

  @Test
  void hasAnOwnerAsLongAsItHasMembers() {
    create("");
    join(boris);
    join(clara);
    ok(anna, "{'type':'leave','channel':'%s'}", channel);
    ok(anna, "{'type':'leave','channel':'%s'}", channel);
    expectChange(clara, anna, "left");
    expectChange(clara, boris, "owner");
    ok(boris, "{'type':'leave','channel':'%s'}", channel);
    ok(clara, "{'type':'leave','channel':'%s'}", channel);
    join(anna);
    assertThat(
            ask(anna, "{'type':'members','channel':'%s'}", channel).at("/members/0/role").asText())
        .isEqualTo("owner");
  }

  @Test
  void takesNoMoreMembersThanItMayHave() {
    create("");
    join(boris);
    join(clara);
    try (ForeignClient dora = relay.newUser("dora");
        ForeignClient emil = relay.newUser("emil")) {
      join(dora);
      refused("limitReached", emil, "{'type':'join','channel':'%s'}", channel);
      ok(dora, "{'type':'join','channel':'%s'}", channel);
    }
  }

  @Test
  void tellsTheAuthorAloneWhoHasReadAMessage() {
    create("");
    join(boris);
    join(clara);
    long seq = say(anna, "hello");
    clara.awaitMessage("message");
    boris.awaitMessage("message");
    boris.send("{'type':'read','conversation':'%s','seq':%d}", id, seq);
    JsonNode receipt = anna.awaitMessage("receipt");
    assertThat(receipt.path("by").asText()).isEqualTo(boris.username());
    assertThat(clara.hearsNothing()).isTrue();
  }

  @Test
  void passesTypingOnToTheOthers() {
    create("");
    join(boris);
    anna.awaitMessage("membership");
    boris.send("{'type':'typing','to':'%s'}", channel);
    assertThat(anna.awaitMessage("typing").path("from").asText()).isEqualTo(boris.username());
    assertThat(boris.hearsNothing()).isTrue();
  }

  @Test
  void refusesNamesThatAreNone() {
    for (String name : List.of("", "#", "none", "#a b", "#" + "x".repeat(65), "#a\u202eb", "#a/b"))
      refused("badField", anna, "{'type':'createChannel','channel':'%s'}", name);
    ok(anna, "{'type':'createChannel','channel':'#Кошки_и.коты-" + "ü".repeat(50) + "'}");
    refused("noSuchUser", anna, "{'type':'invite','channel':'#x','username':'nobody-there'}");
  }
}
