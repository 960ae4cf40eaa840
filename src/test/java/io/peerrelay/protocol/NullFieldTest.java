package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where null is as good as nothing. */
class NullFieldTest {
  @Test
  void takesANullIdForNone() {
    assertThat(RelayDialect.decode("{\"type\":\"ping\",\"id\":null}"))
        .isEqualTo(new Request.Asked(null, new ClientMessage.Ping()));
  }

  @Test
  void takesANullInAProfileForNothing() {
    assertThat(
            RelayDialect.decode(
                "{\"type\":\"register\",\"username\":\"anna\",\"password\":\"p\","
                    + "\"profile\":{\"city\":null}}"))
        .isEqualTo(
            new Request.Asked(
                null,
                new ClientMessage.Register(
                    new Username("anna"), new Secret("p"), null, ProfileFields.NONE)));
  }

  @Test
  void takesANullReactionForNoneAnyMore() {
    assertThat(
            RelayDialect.decode(
                "{\"type\":\"react\",\"conversation\":\"ANNA:bob\",\"seq\":1,\"reaction\":null}"))
        .isEqualTo(
            new Request.Asked(
                null, new ConversationRequest.React(new ConversationId("anna:bob"), 1L, null)));
  }

  @Test
  void takesNullForWhatMayBeAbsent() {
    Channel channel = new Channel("#a");
    assertThat(
            RelayDialect.decode(
                "{\"type\":\"changeChannel\",\"channel\":\"#A\",\"private\":null,\"posting\":null}"))
        .isEqualTo(new Request.Asked(null, new ChannelRequest.ChangeChannel(channel, null, null)));
    assertThat(
            RelayDialect.decode(
                "{\"type\":\"channels\",\"mine\":null,\"after\":null,\"limit\":null}"))
        .isEqualTo(new Request.Asked(null, new ChannelRequest.Channels(null, null, null)));
    assertThat(
            RelayDialect.decode(
                "{\"type\":\"search\",\"text\":\"a\",\"conversation\":null,\"limit\":null}"))
        .isEqualTo(new Request.Asked(null, new ConversationRequest.Search("a", null, null)));
    assertThat(
            RelayDialect.decode("{\"type\":\"setContact\",\"username\":\"bob\",\"standing\":null}"))
        .isEqualTo(
            new Request.Asked(null, new PeopleRequest.SetContact(new Username("bob"), null)));
  }
}
