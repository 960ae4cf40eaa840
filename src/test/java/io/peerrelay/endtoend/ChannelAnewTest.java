package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Channels that everybody has left, and somebody creates once more. */
class ChannelAnewTest extends ChannelFixture {
  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  ChannelAnewTest() {
    super(relay);
  }

  @Test
  void givesTheNameOfAnEmptiedChannelToWhoeverWantsIt() {
    create(",'private':true");
    ok(anna, "{'type':'invite','channel':'%s','username':'%s'}", channel, clara.username());
    refused("channelExists", boris, "{'type':'createChannel','channel':'%s'}", channel);
    ok(anna, "{'type':'leave','channel':'%s'}", channel);
    ok(boris, "{'type':'createChannel','channel':'%s','private':true}", channel);

    JsonNode members = ask(boris, "{'type':'members','channel':'%s'}", channel).path("members");
    assertThat(names(members, "username")).containsExactly(boris.username());
    assertThat(names(members, "role")).containsExactly("owner");
    refused("noSuchChannel", anna, "{'type':'join','channel':'%s'}", channel);
    refused("noSuchChannel", clara, "{'type':'join','channel':'%s'}", channel);
    refused("channelExists", anna, "{'type':'createChannel','channel':'%s'}", channel);
  }

  @Test
  void showsNothingFromBeforeToAnybody() {
    create(",'private':true");
    for (int i = 1; i <= 3; i++) say(anna, "secret " + i);
    ok(anna, "{'type':'react','conversation':'%s','seq':3,'reaction':'like'}", id);
    ok(anna, "{'type':'leave','channel':'%s'}", channel);
    ok(boris, "{'type':'createChannel','channel':'%s'}", channel);
    assertThat(ask(boris, "{'type':'history','conversation':'%s'}", id).path("messages")).isEmpty();
    join(anna);
    long first = say(boris, "secret no more");
    say(anna, "hello");

    for (ForeignClient one : new ForeignClient[] {anna, boris})
      for (String range : new String[] {"", ",'after':0", ",'after':2,'limit':2", ",'before':9"}) {
        JsonNode history = ask(one, "{'type':'history','conversation':'%s'" + range + "}", id);
        assertThat(names(history.path("messages"), "text"))
            .as(range)
            .isSubsetOf("secret no more", "hello")
            .contains("secret no more");
      }
    JsonNode last = ask(boris, "{'type':'history','conversation':'%s','limit':2}", id);
    assertThat(last.path("messages")).hasSize(2);
    assertThat(last.path("more").asBoolean()).isFalse();
    JsonNode before = ask(boris, "{'type':'history','conversation':'%s','before':%d}", id, first);
    assertThat(before.path("messages")).isEmpty();
    assertThat(before.path("more").asBoolean()).isFalse();
    JsonNode found = ask(boris, "{'type':'search','text':'secret'}");
    assertThat(names(found.path("messages"), "text")).containsExactly("secret no more");
    assertThat(found.path("complete").asBoolean()).isTrue();
    refused("noSuchMessage", anna, "{'type':'edit','conversation':'%s','seq':3,'text':'x'}", id);
    refused("noSuchMessage", boris, "{'type':'message','to':'%s','text':'x','replyTo':3}", channel);
  }

  @Test
  void beginsForADeviceThatComesBackWithAnOldCursorWhereTheNewOneDoes() {
    create("");
    for (int i = 1; i <= 3; i++) say(anna, "old " + i);
    ok(anna, "{'type':'leave','channel':'%s'}", channel);
    ok(boris, "{'type':'createChannel','channel':'%s'}", channel);
    join(anna);
    anna.close();
    say(boris, "new");
    try (ForeignClient back = relay.anotherDevice(anna)) {
      back.send("{'type':'sync','cursors':{'%s':1}}", id);
      assertThat(back.awaitMessage("message").path("text").asText()).isEqualTo("new");
      back.expect("synced");
    }
  }
}
