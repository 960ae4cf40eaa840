package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said in channels, as any client sees it. */
class ChannelTest extends ChannelFixture {
  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay("relay.conversation { members = 4, channels = 3 }");

  ChannelTest() {
    super(relay);
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
  void takesAMessageFromMembersOnly() {
    create("");
    refused("notAMember", clara, "{'type':'message','to':'%s','text':'hi'}", channel);
    refused("notAMember", clara, "{'type':'history','conversation':'%s'}", id);
    refused("notAMember", clara, "{'type':'members','channel':'%s'}", channel);
    refused("noSuchChannel", clara, "{'type':'message','to':'#nowhere-1','text':'hi'}");
    refused("channelExists", clara, "{'type':'createChannel','channel':'%s'}", id);
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
  void keepsAMemberWhoAsksForWhatIsNotThereYet() {
    create("");
    join(boris);
    refused("badField", boris, "{'type':'sync','cursors':{'%s':999}}", id);
    say(anna, "still");
    assertThat(boris.awaitMessage("message").path("text").asText()).isEqualTo("still");
    try (ForeignClient again = relay.anotherDevice(boris)) {
      assertThat(
              ask(again, "{'type':'message','to':'%s','text':'here'}", channel)
                  .path("type")
                  .asText())
          .isEqualTo("sent");
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
}
