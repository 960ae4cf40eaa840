package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is in a channel, and who may do what there, as any client sees it. */
class MembershipTest extends ChannelFixture {
  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay("relay.conversation { members = 4, channels = 3 }");

  MembershipTest() {
    super(relay);
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
  void refusesNamesThatAreNone() {
    for (String name : List.of("", "#", "none", "#a b", "#" + "x".repeat(65), "#a\u202eb", "#a/b"))
      refused("badField", anna, "{'type':'createChannel','channel':'%s'}", name);
    ok(anna, "{'type':'createChannel','channel':'#Кошки_и.коты-" + "ü".repeat(50) + "'}");
    refused("noSuchUser", anna, "{'type':'invite','channel':'#x','username':'nobody-there'}");
  }
}
