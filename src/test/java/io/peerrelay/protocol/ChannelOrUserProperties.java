package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Request.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Names of channels and users, and requests about them, however they are written. */
class ChannelOrUserProperties extends DialectFixture {
  @Property
  void aNameIsTheSameInEveryWayToWriteIt(@ForAll("names") String name) {
    Username username = new Username(name);
    for (String other : List.of(name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)))
      if (other.codePointCount(0, other.length()) <= 64)
        assertThat(new Username(other)).isEqualTo(username).hasSameHashCodeAs(username);
    assertThat(username.key()).doesNotContainAnyWhitespaces();
  }

  @Property
  void aChannelIsTheSameInEveryWayToWriteIt(@ForAll("channels") String name) {
    Channel channel = new Channel(name);
    ConversationId id = ConversationId.of(channel);
    for (String other : List.of(name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)))
      if (other.codePointCount(0, other.length()) <= 65) {
        assertThat(new Channel(other)).isEqualTo(channel).hasSameHashCodeAs(channel);
        assertThat(ConversationId.of(new Channel(other))).isEqualTo(id);
      }
    assertThat(new ConversationId(id.value())).isEqualTo(id);
    assertThat(id.value()).isEqualTo(channel.key()).doesNotContainAnyWhitespaces();
  }

  /** A name is a channel's where all that is made of it is, or else refused by its field. */
  @Property
  void anyTextAsAChannelIsTakenOrRefused(@ForAll("nearlyChannels") String name) throws Exception {
    String value = JSON.writeValueAsString(name);
    Request request = RelayDialect.decode("{\"type\":\"join\",\"channel\":" + value + "}");
    assertAnswerable(request);
    if (request instanceof Request.Refused refused) {
      assertThat(refused.problem().code()).isEqualTo(ErrorCode.BAD_FIELD);
      assertThat(refused.problem().message()).startsWith("channel: ");
      return;
    }
    Channel channel = ((ChannelRequest.Join) ((Asked) request).message()).channel();
    assertThat(channel.value()).isEqualTo(name).startsWith("#");
    assertThat(name.codePointCount(0, name.length())).isBetween(2, 65);
    assertThat(ConversationId.of(channel).isChannel()).isTrue();
    assertThat(Recipient.of(name)).isEqualTo(new Recipient.Members(channel));
  }

  @Property
  void anyListOfUsersIsTakenOrRefused(
      @ForAll("users") List<String> users, @ForAll @IntRange(max = 1_100) int count)
      throws Exception {
    List<String> many = new ArrayList<>(users);
    while (many.size() < count) many.add("bob");
    Request request =
        RelayDialect.decode(
            "{\"type\":\"presence\",\"users\":" + JSON.writeValueAsString(many) + "}");
    assertAnswerable(request);
    if (request instanceof Asked asked)
      assertThat(((PeopleRequest.Presence) asked.message()).users())
          .hasSizeLessThanOrEqualTo(1_000)
          .extracting(Username::value)
          .isEqualTo(many);
    else assertThat(((Request.Refused) request).problem().message()).startsWith("users");
  }

  @Property
  void requestsAboutChannelsAndUsersRoundTrip(
      @ForAll("ids") String id, @ForAll("channelOrUserRequests") ClientMessage request) {
    String text = RelayDialect.encode(id, request);
    assertThat(RelayDialect.decode(text)).isEqualTo(new Asked(id, request));
  }

  @Provide
  Arbitrary<String> nearlyChannels() {
    Arbitrary<String> parts =
        Arbitraries.oneOf(
            Arbitraries.of(
                "#", "a", "本", "ق", "𠮷", "ß", "-", ".", " ", ":", "\u200f", "\u202e", "\ud800"),
            Arbitraries.strings().ofMaxLength(2));
    return Arbitraries.oneOf(
        channels(), parts.list().ofMaxSize(70).map(list -> "#" + String.join("", list)), plain());
  }

  @Provide
  Arbitrary<List<String>> users() {
    return Arbitraries.frequencyOf(
            Tuple.of(20, names()), Tuple.of(1, Arbitraries.strings().ofMaxLength(70)))
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<ClientMessage> channelOrUserRequests() {
    Arbitrary<Channel> channel = channels().map(Channel::new);
    Arbitrary<Username> user = names().map(Username::new);
    Arbitrary<Boolean> flag = Arbitraries.of(true, false).injectNull(0.3);
    Arbitrary<Posting> posting = Arbitraries.of(Posting.class).injectNull(0.3);
    Arbitrary<Integer> limit = Arbitraries.integers().between(1, 100).injectNull(0.3);
    return Arbitraries.oneOf(
        Combinators.combine(channel, flag, posting).as(ChannelRequest.CreateChannel::new),
        Combinators.combine(channel, flag, posting).as(ChannelRequest.ChangeChannel::new),
        Combinators.combine(channel, user, Arbitraries.of(Role.class))
            .as(ChannelRequest.SetRole::new),
        Combinators.combine(flag, channel.injectNull(0.3), limit).as(ChannelRequest.Channels::new),
        Combinators.combine(channel, user.injectNull(0.3), limit).as(ChannelRequest.Members::new),
        user.list().ofMaxSize(5).map(PeopleRequest.Presence::new),
        Combinators.combine(user, Arbitraries.of(Standing.class).injectNull(0.3))
            .as(PeopleRequest.SetContact::new),
        Combinators.combine(
                visible(0, 100).map(text -> "-" + text),
                recipients().map(to -> to.conversation(new Username("Anna"))).injectNull(0.3),
                limit)
            .as(ConversationRequest.Search::new));
  }
}
