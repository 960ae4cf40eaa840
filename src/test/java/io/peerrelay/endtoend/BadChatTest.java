package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages and questions that can't be taken: each is answered, and nothing is changed. */
class BadChatTest extends SocketFixture {
  @RegisterExtension
  static final RunningRelay relay = new RunningRelay("relay.conversation.longest-text = 10");

  BadChatTest() {
    super(relay);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"text\":\"\"', badField",
    "'\"text\":\" \\n\\t \"', badField",
    "'\"text\":\"a\\u0000b\"', badField",
    "'\"text\":\"a\\ud800b\"', badField",
    "'\"text\":7', badField",
    "'\"note\":\"no text\"', badField",
    "'\"text\":\"elf Zeichen\"', tooLarge",
    "'\"text\":\"a\",\"clientRef\":\"\"', badField",
    "'\"text\":\"a\",\"replyTo\":1', noSuchMessage",
    "'\"text\":\"a\",\"replyTo\":-1', badField",
    "'\"text\":\"a\",\"attachments\":[{}]', badField",
    "'\"text\":\"a\",\"attachments\":[{\"url\":\"javascript:alert(1)\"}]', badField",
  })
  void refusesAMessageThatCantBeShown(String fields, String code) {
    sender.sendText(
        "{\"type\":\"message\",\"id\":\"x\",\"to\":\"" + sender.username() + "\"," + fields + "}");
    assertThat(sender.expectError(code).path("re").asText()).isEqualTo("x");
    sender.send("{'type':'sync'}");
    sender.expect("synced");
  }

  @Test
  void refusesAMessageToNobody() {
    sender.send("{'type':'message','to':'nobody-there','text':'hi'}");
    sender.expectError("noSuchUser");
    sender.send("{'type':'message','to':'#nowhere','text':'hi'}");
    sender.expectError("noSuchChannel");
    sender.send("{'type':'message','to':'a b','text':'hi'}");
    sender.expectError("badField");
  }

  @Test
  void refusesCursorsThatCantBe() {
    sender.send("{'type':'message','to':'%s','text':'hi'}", sender.username());
    sender.next();
    sender.next();
    String own = sender.username() + ":" + sender.username();
    sender.send("{'type':'sync','cursors':{'%s':2}}", own);
    sender.expectError("badField");
    sender.send("{'type':'sync','cursors':{'%s':-1}}", own);
    sender.expectError("badField");
    sender.send("{'type':'sync','cursors':{'no conversation':1}}");
    sender.expectError("badField");
    sender.send("{'type':'history','conversation':'%s','after':2}", own);
    sender.expectError("badField");
    sender.send("{'type':'sync','cursors':{'%s':1}}", own);
    sender.expect("synced");
  }

  @Test
  void keepsAConversationFromStrangers() {
    sender.send("{'type':'message','to':'%s','text':'hi'}", receiver.username());
    String id = sender.next().path("conversation").asText();
    sender.next();
    try (ForeignClient stranger = relay.newUser("stranger")) {
      for (String request :
          new String[] {
            "{'type':'history','conversation':'%s'}",
            "{'type':'sync','cursors':{'%s':0}}",
            "{'type':'read','conversation':'%s','seq':1}",
            "{'type':'react','conversation':'%s','seq':1,'reaction':'like'}",
            "{'type':'edit','conversation':'%s','seq':1,'text':'x'}",
            "{'type':'delete','conversation':'%s','seq':1}",
          }) {
        stranger.send(request, id);
        stranger.expectError("notAMember");
      }
      stranger.send("{'type':'history','conversation':'adaxx:bobxx'}");
      stranger.expectError("notAMember");
    }
    receiver.expect("message");
    receiver.expectNothing();
  }
}
