package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerrelay.protocol.RelayDialect.Answer;
import io.peerrelay.protocol.Request.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class RelayDialectProperties {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> REQUESTS =
      Examples.REQUESTS.stream()
          .map(asked -> RelayDialect.encode(asked.id(), asked.message()))
          .toList();

  @Property
  void anyStringIsDecodedWithoutAnException(@ForAll String text) {
    assertThat(RelayDialect.decode(text)).isNotNull();
  }

  @Property
  void anyStringInAnyFieldIsDecodedWithoutAnException(
      @ForAll("requests") String request, @ForAll @StringLength(max = 80) String text)
      throws Exception {
    String value = JSON.writeValueAsString(text);
    // Each string value of the request in its turn is the text.
    for (int start = request.indexOf(":\"");
        start >= 0;
        start = request.indexOf(":\"", start + 1)) {
      int end = request.indexOf('"', start + 2);
      String changed = request.substring(0, start + 1) + value + request.substring(end + 1);
      assertAnswerable(RelayDialect.decode(changed));
    }
  }

  @Property
  void anyMutatedMessageIsDecodedWithoutAnException(
      @ForAll("requests") String request,
      @ForAll @IntRange(max = 400) int place,
      @ForAll @IntRange(max = 20) int dropped,
      @ForAll("fragments") String fragment) {
    int start = Math.min(place, request.length());
    int end = Math.min(start + dropped, request.length());
    assertAnswerable(
        RelayDialect.decode(request.substring(0, start) + fragment + request.substring(end)));
  }

  @Property
  void offersRoundTrip(@ForAll("ids") String id, @ForAll("offers") ClientMessage.Offer offer) {
    assertThat(RelayDialect.decode(RelayDialect.encode(id, offer))).isEqualTo(new Asked(id, offer));
  }

  @Property
  void errorsRoundTripWithAnyLabelAndMessage(
      @ForAll("ids") String re, @ForAll ErrorCode code, @ForAll String message) {
    Problem problem = code.because(message);
    for (ServerMessage error :
        List.of(problem.toError(), problem.after(Duration.ofMillis(message.length())).toError()))
      assertThat(RelayDialect.decodeAnswer(RelayDialect.encode(re, error)))
          .isEqualTo(new Answer(re, error));
  }

  @Property
  void secretsRoundTrip(@ForAll("plain") String password) {
    ClientMessage message = new ClientMessage.DeleteAccount(new Secret(password + "x"));
    assertThat(RelayDialect.decode(RelayDialect.encode(null, message)))
        .isEqualTo(new Asked(null, message));
  }

  @Property
  void aNameIsTheSameInEveryWayToWriteIt(@ForAll("names") String name) {
    Username username = new Username(name);
    for (String other : List.of(name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)))
      if (other.codePointCount(0, other.length()) <= 64)
        assertThat(new Username(other)).isEqualTo(username).hasSameHashCodeAs(username);
    assertThat(username.key()).doesNotContainAnyWhitespaces();
  }

  @Property
  void aConversationIsTheSameInEveryWayToWriteIt(
      @ForAll("names") String one, @ForAll("names") String other) {
    Username first = new Username(one);
    Username second = new Username(other);
    ConversationId id = ConversationId.between(first, second);
    assertThat(id)
        .isEqualTo(ConversationId.between(second, first))
        .isEqualTo(new ConversationId(id.value()));
    assertThat(id.admits(first) && id.admits(second)).isTrue();
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

  @Property
  void messagesRoundTrip(
      @ForAll("ids") String id, @ForAll("posts") ConversationRequest.Message message) {
    assertThat(RelayDialect.decode(RelayDialect.encode(id, message)))
        .isEqualTo(new Asked(id, message));
  }

  @Property
  void cursorsRoundTrip(@ForAll("cursors") Map<ConversationId, Long> cursors) {
    ClientMessage sync = new ConversationRequest.Sync(cursors);
    assertThat(RelayDialect.decode(RelayDialect.encode(null, sync)))
        .isEqualTo(new Asked(null, sync));
  }

  /** What a refusal says can be sent, and written into a log as one line. */
  private static void assertAnswerable(Request request) {
    if (!(request instanceof Request.Refused refused)) return;
    String message = refused.problem().message();
    assertThat(message).contains("(expected: ").hasSizeLessThan(400);
    assertThat(message.codePoints().noneMatch(Character::isISOControl)).isTrue();
    assertThat(RelayDialect.decodeAnswer(RelayDialect.encode(null, refused.problem().toError())))
        .isNotNull();
  }

  @Provide
  Arbitrary<String> requests() {
    return Arbitraries.of(REQUESTS);
  }

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            "null",
            "true",
            "-1",
            "1e400",
            "1.5",
            "[",
            "]",
            "{",
            "}",
            "\"",
            ",",
            ":",
            "\\",
            "\\u0000",
            "\\ud800",
            "99999999999999999999",
            "[]",
            "{}",
            "\"type\":\"login\",",
            "[[[[[[[[[[[[[[[[[[[[",
            "\u0000",
            "\u2028",
            "\ud800"),
        Arbitraries.strings().ofMaxLength(5));
  }

  @Provide
  Arbitrary<String> ids() {
    return plain(64).injectNull(0.2);
  }

  @Provide
  Arbitrary<String> plain() {
    return plain(200);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("abzABZ019._@+-äÖßẞσςΣıİéﬁŉΐ")
        .ofMinLength(3)
        .ofMaxLength(64);
  }

  @Provide
  Arbitrary<ClientMessage.Offer> offers() {
    Arbitrary<FileInfo> file =
        Combinators.combine(
                visible(1, 100),
                Arbitraries.longs().between(0, 1L << 40),
                visible(0, 20).injectNull(0.5),
                Arbitraries.longs()
                    .between(-62_135_596_800_000L, 253_402_300_799_999L)
                    .map(Instant::ofEpochMilli)
                    .injectNull(0.5),
                Arbitraries.bytes().array(byte[].class).ofSize(32).map(Sha256::of).injectNull(0.5))
            .as(FileInfo::new);
    return Combinators.combine(
            names().map(Username::new), file.list().ofMinSize(1).ofMaxSize(5), visible(0, 200))
        .as(ClientMessage.Offer::new);
  }

  @Provide
  Arbitrary<ConversationRequest.Message> posts() {
    Arbitrary<Attachment> attachment =
        Arbitraries.oneOf(
            visible(0, 20).map(name -> new Attachment(new TransferId("t"), null, name)),
            visible(0, 50).map(path -> new Attachment(null, "https://" + path, null)));
    return Combinators.combine(
            recipients(),
            plain(200).map(text -> "-" + text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "_")),
            visible(1, 20).injectNull(0.5),
            attachment.list().ofMinSize(1).ofMaxSize(10).injectNull(0.5),
            numbers().injectNull(0.5))
        .as(ConversationRequest.Message::new);
  }

  @Provide
  Arbitrary<Map<ConversationId, Long>> cursors() {
    Username anna = new Username("Anna");
    Arbitrary<ConversationId> ids = recipients().map(to -> to.conversation(anna));
    return Arbitraries.maps(ids, numbers()).ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> channels() {
    return Arbitraries.strings()
        .withChars("abzABZ019._-äÖßẞσςΣıİéﬁŉΐжЖ本ق")
        .ofMinLength(1)
        .ofMaxLength(64)
        .map("#"::concat);
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

  private Arbitrary<Recipient> recipients() {
    return Arbitraries.oneOf(names(), channels()).map(Recipient::of);
  }

  private static Arbitrary<Long> numbers() {
    return Arbitraries.longs().between(1, (1L << 53) - 1);
  }

  private static Arbitrary<String> visible(int least, int most) {
    return plain(most)
        .map(text -> text.replaceAll("\\p{Cc}", "_"))
        .filter(text -> text.length() >= least);
  }

  /** Any well-formed text. */
  private static Arbitrary<String> plain(int most) {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(most)
        .filter(
            text -> text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
  }
}
