package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelMember;
import io.peerrelay.protocol.Contact;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.Standing;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Channels, other people and search, by the client library through a real relay. */
class ClientChannelTest {
  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  private final Channel garden = new Channel("#garden-" + UUID.randomUUID());
  private CuttableLine bobsLine;
  private ChattingPerson ada;
  private ChattingPerson bob;

  @BeforeEach
  void connect() throws Exception {
    bobsLine = new CuttableLine(RELAY.address());
    ada = new ChattingPerson(RELAY.uri(), "ada");
    bob = new ChattingPerson(bobsLine.address(), "bob");
  }

  @AfterEach
  void disconnect() throws Exception {
    ada.close();
    bob.close();
    bobsLine.close();
  }

  @Test
  void bringsWhatIsSaidInAChannelToItsMembers() {
    Recipient members = new Recipient.Members(garden);
    await(ada.client.channels().create(garden, true, Posting.MEMBERS));
    assertThatThrownBy(() -> await(bob.client.channels().join(garden)))
        .isInstanceOf(RelayException.class);
    await(ada.client.channels().invite(garden, bob.name));
    await(bob.client.channels().join(garden));
    ada.awaitNews(bob.name + " JOINED");
    await(ada.client.chat().send(members, "Tulips are out"));
    bob.awaitTexts("Tulips are out");

    assertThat(await(bob.client.channels().members(garden, null)).members())
        .containsExactly(
            new ChannelMember(ada.name, Role.OWNER), new ChannelMember(bob.name, Role.MEMBER));
    assertThat(await(bob.client.channels().list(true, null)).channels())
        .singleElement()
        .satisfies(channel -> assertThat(channel.isPrivate()).isTrue());

    await(ada.client.channels().change(garden, null, Posting.OWNERS));
    assertThatThrownBy(() -> await(bob.client.chat().send(members, "Roses, too")))
        .isInstanceOf(RelayException.class);
    await(ada.client.channels().setRole(garden, bob.name, Role.OWNER));
    await(bob.client.chat().send(members, "Roses, too"));
    ada.awaitTexts("Tulips are out", "Roses, too");
  }

  @Test
  void catchesUpThoughTheUserWasRemovedFromAChannelWhileTheLineWasCut() throws Exception {
    await(ada.client.channels().create(garden, false, Posting.MEMBERS));
    await(bob.client.channels().join(garden));
    await(ada.client.chat().send(new Recipient.Members(garden), "in the channel"));
    bob.awaitTexts("in the channel");
    bobsLine.cut();
    await(ada.client.channels().remove(garden, bob.name));
    ada.say(bob, "to you");
    bob.awaitTexts("in the channel", "to you");
  }

  @Test
  void tellsWhoIsThereOverReconnects() throws Exception {
    ada.say(bob, "Hi");
    bob.client.people().presence(List.of(ada.name));
    bob.awaitNews(ada.name + " is online");
    bob.news.clear();
    bobsLine.cut();
    bob.awaitNews(ada.name + " is online");
    ada.close();
    bob.awaitNews(ada.name + " is away");
  }

  @Test
  void keepsWhomTheUserTrustsAndFindsMessages() {
    await(bob.client.people().setContact(ada.name, Standing.TRUSTED));
    assertThat(await(bob.client.people().contacts()))
        .containsExactly(new Contact(ada.name, Standing.TRUSTED));
    await(bob.client.people().setContact(ada.name, null));
    assertThat(await(bob.client.people().contacts())).isEmpty();

    ada.say(bob, "Dinner at eight?");
    ada.say(bob, "Lunch at noon?");
    assertThat(await(bob.client.chat().search("eight DINNER", null, 10)).messages())
        .extracting(ConversationMessage.Message::text)
        .containsExactly("Dinner at eight?");
  }
}
