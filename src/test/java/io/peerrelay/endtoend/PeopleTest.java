package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who sees whom, who trusts whom, and who wants to hear nothing of whom. */
class PeopleTest extends SocketFixture {
  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  PeopleTest() {
    super(relay);
  }

  private void acquaint() {
    sender.send("{'type':'message','to':'%s','text':'hello'}", receiver.username());
    receiver.awaitMessage("message");
    sender.awaitMessage("sent");
  }

  private static JsonNode presence(ForeignClient at, String... users) {
    at.send("{'type':'presence','id':'p','users':['%s']}", String.join("','", users));
    return at.awaitMessage("presence");
  }

  private static void contact(ForeignClient by, ForeignClient other, String standing) {
    by.send(
        "{'type':'setContact','id':'c','username':'%s','standing':" + standing + "}",
        other.username());
    assertThat(by.awaitMessage("ok").path("re").asText()).isEqualTo("c");
  }

  @Test
  void showsWhenAnAcquaintanceComesAndGoes() {
    acquaint();
    JsonNode now = presence(sender, receiver.username());
    assertThat(now.path("re").asText()).isEqualTo("p");
    assertThat(now.path("online").asBoolean()).isTrue();
    receiver.close();
    JsonNode gone = sender.awaitMessage("presence");
    assertThat(gone.path("re").isMissingNode()).isTrue();
    assertThat(gone.path("online").asBoolean()).isFalse();
    assertThat(gone.path("lastSeen").asText()).isNotEmpty();
    try (ForeignClient back = relay.anotherDevice(receiver)) {
      assertThat(sender.awaitMessage("presence").path("online").asBoolean()).isTrue();
    }
  }

  @Test
  void showsNothingOfStrangers() {
    JsonNode now = presence(sender, receiver.username());
    assertThat(now.path("online").asBoolean()).isFalse();
    assertThat(now.path("lastSeen").isMissingNode()).isTrue();
    assertThat(presence(sender, "nobody-there").path("online").asBoolean()).isFalse();
    sender.send("{'type':'presence','id':'none','users':[]}");
    sender.expect("ok");
  }

  @Test
  void showsMembersOfTheSameChannelToEachOther() {
    sender.send("{'type':'createChannel','channel':'#people'}");
    sender.awaitMessage("ok");
    receiver.send("{'type':'join','channel':'#people'}");
    receiver.awaitMessage("ok");
    assertThat(presence(sender, receiver.username()).path("online").asBoolean()).isTrue();
  }

  @Test
  void hidesOneWhoWantsToBeInvisible() {
    acquaint();
    assertThat(presence(sender, receiver.username()).path("online").asBoolean()).isTrue();
    receiver.send("{'type':'setVisible','visible':false}");
    receiver.awaitMessage("ok");
    assertThat(sender.awaitMessage("presence").path("online").asBoolean()).isFalse();
    try (ForeignClient phone = relay.anotherDevice(receiver)) {
      phone.send("{'type':'ping'}");
      phone.awaitMessage("pong");
      assertThat(presence(sender, receiver.username()).path("online").asBoolean()).isFalse();
      sender.send("{'type':'message','to':'%s','text':'still here?'}", receiver.username());
      assertThat(phone.awaitMessage("message").path("seq").asLong()).isEqualTo(2);
      assertThat(isVisible(phone)).isFalse();
      phone.send("{'type':'setVisible','visible':true}");
      assertThat(sender.awaitMessage("presence").path("online").asBoolean()).isTrue();
    }
  }

  private static boolean isVisible(ForeignClient user) {
    user.send("{'type':'contacts'}");
    return user.awaitMessage("contacts").path("visible").asBoolean();
  }

  @Test
  void keepsContactsByName() {
    try (ForeignClient other = relay.newUser("aaron")) {
      contact(sender, receiver, "'blocked'");
      contact(sender, other, "'trusted'");
      assertThat(contacts())
          .containsExactly(other.username() + " trusted", receiver.username() + " blocked");
      contact(sender, receiver, "null");
      assertThat(contacts()).containsExactly(other.username() + " trusted");
    }
    sender.send("{'type':'setContact','username':'nobody-there','standing':'blocked'}");
    sender.expectError("noSuchUser");
    sender.send("{'type':'setContact','username':'%s','standing':'trusted'}", sender.username());
    sender.expectError("badField");
  }

  private List<String> contacts() {
    sender.send("{'type':'contacts'}");
    List<String> all = new ArrayList<>();
    sender
        .awaitMessage("contacts")
        .path("contacts")
        .forEach(
            one -> all.add(one.path("username").asText() + " " + one.path("standing").asText()));
    return all;
  }

  @Test
  void keepsFromAUserWhatABlockedOneSays() {
    acquaint();
    contact(receiver, sender, "'blocked'");
    sender.send("{'type':'message','id':'m','to':'%s','text':'listen'}", receiver.username());
    JsonNode sent = sender.awaitMessage("sent");
    assertThat(sent.path("seq").asLong()).isEqualTo(2);
    String conversation = sent.path("conversation").asText();
    sender.send("{'type':'typing','to':'%s'}", receiver.username());
    sender.send("{'type':'edit','conversation':'%s','seq':2,'text':'LISTEN'}", conversation);
    sender.awaitMessage("edited");
    receiver.expectNothing();
    contact(receiver, sender, "null");
    sender.send("{'type':'message','to':'%s','text':'friends?'}", receiver.username());
    assertThat(receiver.awaitMessage("message").path("seq").asLong()).isEqualTo(3);
    receiver.expectNothing();
    assertThat(history(receiver, conversation)).containsExactly("hello", "friends?");
    assertThat(history(sender, conversation)).containsExactly("hello", "LISTEN", "friends?");
    receiver.send("{'type':'sync','cursors':{'%s':0}}", conversation);
    receiver.awaitMessage("synced");
    receiver.send("{'type':'edit','conversation':'%s','seq':2,'text':'x'}", conversation);
    receiver.expectError("noSuchMessage");
  }

  private static List<String> history(ForeignClient by, String conversation) {
    by.send("{'type':'history','conversation':'%s'}", conversation);
    List<String> texts = new ArrayList<>();
    by.awaitMessage("history")
        .path("messages")
        .forEach(one -> texts.add(one.path("text").asText()));
    return texts;
  }

  @Test
  void keepsAConversationFromBeginningThatNobodyWants() {
    contact(receiver, sender, "'blocked'");
    sender.send("{'type':'message','to':'%s','text':'hello'}", receiver.username());
    assertThat(sender.awaitMessage("sent").path("seq").asLong()).isEqualTo(1);
    receiver.send("{'type':'sync'}");
    receiver.expect("synced");
    assertThat(presence(sender, receiver.username()).path("online").asBoolean()).isFalse();
  }

  @Test
  void isOfflineForABlockedUsersOffers() {
    contact(receiver, sender, "'blocked'");
    sender.send("{'type':'offer','to':'%s','files':[{'name':'a','size':1}]}", receiver.username());
    sender.expectError("userOffline");
    receiver.expectNothing();
  }

  @Test
  void dropsABlockedUsersInvitations() {
    contact(receiver, sender, "'blocked'");
    sender.send("{'type':'createChannel','channel':'#trap','private':true}");
    sender.awaitMessage("ok");
    sender.send("{'type':'invite','channel':'#trap','username':'%s'}", receiver.username());
    sender.awaitMessage("ok");
    receiver.expectNothing();
  }

  @Test
  void findsWhatWasSaidByItsWords() {
    acquaint();
    String[] texts = {"Dinner at EIGHT?", "no, at nine", "Eight is fine", "lunch"};
    for (String text : texts) {
      sender.send("{'type':'message','to':'%s','text':'%s'}", receiver.username(), text);
      sender.awaitMessage("sent");
    }
    receiver.send("{'type':'search','id':'s','text':' eight ','limit':10}");
    JsonNode found = receiver.awaitMessage("found");
    assertThat(found.path("re").asText()).isEqualTo("s");
    assertThat(found.path("complete").asBoolean()).isTrue();
    assertThat(found.path("messages")).hasSize(2);
    assertThat(found.at("/messages/0/text").asText()).isEqualTo("Eight is fine");
    receiver.send("{'type':'search','text':'dinner eight'}");
    assertThat(receiver.awaitMessage("found").path("messages")).hasSize(1);
    receiver.send("{'type':'search','text':'i','limit':1}");
    JsonNode first = receiver.awaitMessage("found");
    assertThat(first.path("complete").asBoolean()).isFalse();
    assertThat(first.path("messages")).hasSize(1);
    try (ForeignClient stranger = relay.newUser("stranger")) {
      stranger.send("{'type':'search','text':'eight'}");
      assertThat(stranger.awaitMessage("found").path("messages")).isEmpty();
      stranger.send(
          "{'type':'search','text':'eight','conversation':'%s'}",
          found.at("/messages/0/conversation").asText());
      stranger.expectError("notAMember");
    }
  }

  @Test
  void showsAnOfferInItsConversationToWhoKeepsConversations() {
    receiver.send("{'type':'sync'}");
    receiver.expect("synced");
    sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'a','size':1},{'name':'b','size':2}]}",
        receiver.username());
    String transfer = sender.expect("offered").path("transfer").asText();
    JsonNode offered = receiver.awaitMessage("message");
    assertThat(offered.at("/offer/transfer").asText()).isEqualTo(transfer);
    assertThat(offered.at("/offer/status").asText()).isEqualTo("offered");
    assertThat(offered.at("/offer/files").asInt()).isEqualTo(2);
    assertThat(offered.at("/offer/bytes").asInt()).isEqualTo(3);
    assertThat(offered.path("from").asText()).isEqualTo(sender.username());
    receiver.send("{'type':'decline','transfer':'%s'}", transfer);
    JsonNode declined = receiver.awaitMessage("message");
    assertThat(declined.at("/offer/status").asText()).isEqualTo("declined");
    assertThat(declined.path("from").asText()).isEqualTo(receiver.username());
    sender.expect("declined");
    sender.expectNothing(); // It has not said that it keeps conversations.
    sender.send("{'type':'sync'}");
    assertThat(sender.awaitMessage("message").at("/offer/status").asText()).isEqualTo("offered");
    assertThat(sender.awaitMessage("message").at("/offer/status").asText()).isEqualTo("declined");
  }

  @Test
  void saysWhenToSpeakAgainToOneWhoSpeaksTooFast() {
    acquaint();
    JsonNode refused = null;
    try {
      for (int i = 0; i < 1_000; i++)
        sender.send("{'type':'message','to':'%s','text':'%d'}", sender.username(), i);
    } catch (CompletionException e) {
      // Who goes on like that is closed in the end; what was said before that is still to be read.
    }
    for (int i = 0; i < 5_000 && refused == null; i++) {
      JsonNode next = sender.next();
      if (next.path("type").asText().equals("error")) refused = next;
    }
    assertThat(refused.path("code").asText()).isEqualTo("rateLimited");
    assertThat(refused.path("retryable").asBoolean()).isTrue();
    assertThat(refused.path("retryAfter").asLong()).isBetween(1L, 10_000L);
    receiver.send("{'type':'message','id':'x','to':'%s','text':'hi'}", receiver.username());
    receiver.awaitMessage("sent"); // Others are not held up.
  }
}
