package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @Test
  void complainByTheirOwnNameWhereNoMessageHoldsThem() {
    assertThatThrownBy(() -> new Username("ab"))
        .isInstanceOf(InvalidField.class)
        .hasMessage("username: ab (expected: 3 to 64 letters, digits or any of . _ - @ +)");
    assertThatThrownBy(() -> new Secret(""))
        .hasMessageStartingWith("password, code or token: empty");
    assertThatThrownBy(() -> new TransferId(null)).hasMessageStartingWith("transfer: missing");
    assertThatThrownBy(() -> new EmailAddress("a@" + "b".repeat(300)))
        .hasMessageStartingWith("email: a@b")
        .hasMessageEndingWith("b… (expected: an address like name@example.org)");
  }

  @Test
  void usernamesKeepTheirCaseAndAreUniqueWithoutIt() {
    assertThat(new Username("Anna")).isEqualTo(new Username("aNNA")).hasToString("Anna");
    assertThat(new Username("Zoe\u0308")).isEqualTo(new Username("ZOË"));
    assertThat(new Username("Straße")).isEqualTo(new Username("STRASSE"));
    assertThat(new Username("anna.b")).isNotEqualTo(new Username("annab"));
  }

  @Test
  void channelsKeepTheirCaseAndAreUniqueWithoutIt() {
    assertThat(new Channel("#General"))
        .isEqualTo(new Channel("#gENERAL"))
        .hasSameHashCodeAs(new Channel("#general"))
        .isNotEqualTo(new Channel("#generals"))
        .hasToString("#General");
    assertThat(new Channel("#Straße")).isEqualTo(new Channel("#STRASSE"));
    assertThat(new Channel("#Общий")).isEqualTo(new Channel("#общий"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#a", "#7", "#日本語", "#فريق", "#कमरा", "#a.b_c-d", "#𠮷𠮷"})
  void channelsMayBeNamedInAnyScript(String name) {
    assertThat(new Channel(name)).hasToString(name).isEqualTo(new Channel(name));
    assertThat(Recipient.of(name)).isEqualTo(new Recipient.Members(new Channel(name)));
    assertThat(ConversationId.of(new Channel(name)).isChannel()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "# ",
        "##",
        "#a b",
        "#a:b",
        "#a#b",
        "#a@b",
        "#a\n",
        "#a\u0000",
        "#a\u200b",
        "#\u200f",
        "#a\u202eb",
        "#\u2066a\u2069",
        "#\ufeffa",
        "#a\u00a0b",
        "#a\ud800",
        "#\udc00a",
        "#🐦",
        "#ﷺ",
        "#a/../b"
      })
  void refuseWhatNamesNoChannel(String name) {
    String expected = " (expected: # and 1 to 64 letters, digits or any of . _ -)";
    assertThatThrownBy(() -> new Channel(name))
        .isInstanceOf(InvalidField.class)
        .hasMessage("channel: " + Field.quoted(name) + expected);
    assertThatThrownBy(() -> Recipient.of(name)).isInstanceOf(InvalidField.class);
    assertThatThrownBy(() -> new ConversationId(name)).isInstanceOf(InvalidField.class);
  }

  @Test
  void channelsHaveNamesOfAtMost64Characters() {
    for (String letter : new String[] {"a", "Ж", "本", "ق", "𠮷"}) {
      assertThat(new Channel("#" + letter.repeat(64))).isNotNull();
      assertThatThrownBy(() -> new Channel("#" + letter.repeat(65)))
          .hasMessageStartingWith("channel: #");
    }
    for (String name : new String[] {"", "general", "#" + "a".repeat(1 << 20)})
      assertThatThrownBy(() -> new Channel(name))
          .hasMessageStartingWith("channel: ")
          .hasMessageMatching(".{1,150}");
    assertThatThrownBy(() -> new Channel(null)).hasMessageStartingWith("channel: missing");
  }

  @Test
  void conversationsAreTheSameFromBothSides() {
    Username anna = new Username("Anna");
    Username bob = new Username("BOB");
    ConversationId id = ConversationId.between(anna, bob);
    assertThat(id)
        .hasToString("anna:bob")
        .isEqualTo(ConversationId.between(bob, anna))
        .isEqualTo(new ConversationId("ANNA:Bob"))
        .isEqualTo(new Recipient.User(anna).conversation(bob))
        .isEqualTo(new Recipient.User(bob).conversation(anna));
    assertThat(id.isChannel()).isFalse();
    assertThat(id.admits(new Username("aNNa")) && id.admits(bob)).isTrue();
    assertThat(id.admits(new Username("carla"))).isFalse();
    assertThat(ConversationId.between(anna, anna)).hasToString("anna:anna");
    assertThat(ConversationId.of(new Channel("#Bob")).admits(bob)).isTrue();
  }

  /** A few letters are written out by several, when case and composition are taken away. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "Ä", "ß", "Σ", "İ", "ﬃ", "ŉ", "ΐ", "ﷴ", "𠮷", "क्", "+", "-", "@"})
  void conversationsAreNamedWhateverTheirUsersAreCalled(String letter) {
    Username longest = new Username(letter.repeat(64 / letter.codePointCount(0, letter.length())));
    for (Username other : new Username[] {longest, new Username("bob"), new Username("яша")}) {
      ConversationId id = ConversationId.between(longest, other);
      assertThat(id).isEqualTo(new ConversationId(id.value()));
      assertThat(id.admits(longest) && id.admits(other)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "anna",
        ":",
        "anna:",
        ":bob",
        "bob:anna",
        "anna:bob:carla",
        "anna: bob",
        "an na:bob",
        "anna:#bob",
        "anna:bob\n",
        "anna:bob\u0000",
        "#anna:bob",
        "https://a",
        "anna:ﷺ",
        "anna:b🐦b"
      })
  void refuseWhatNamesNoConversation(String id) {
    assertThatThrownBy(() -> new ConversationId(id))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith("conversation: ")
        .hasMessageEndingWith(" (expected: an id as `sent` or `message` gave it)");
  }

  @Test
  void refuseAConversationOfAnyLength() {
    for (String id : new String[] {"a:" + "b".repeat(257), "a:" + "b".repeat(1 << 20)})
      assertThatThrownBy(() -> new ConversationId(id))
          .hasMessageStartingWith("conversation: ")
          .hasMessageMatching(".{1,150}");
    assertThatThrownBy(() -> new ConversationId(null))
        .hasMessageStartingWith("conversation: missing");
  }

  @Test
  void recipientsAreUniqueWithoutCase() {
    assertThat(Recipient.of("Anna")).isEqualTo(Recipient.of("aNNA"));
    assertThat(Recipient.of("#Anna")).isEqualTo(Recipient.of("#aNNA"));
    assertThat(Recipient.of("Anna")).isNotEqualTo(Recipient.of("#Anna"));
    assertThat(Recipient.of("#Anna").value()).isEqualTo("#Anna");
    assertThat(Recipient.of("#Anna").conversation(new Username("bob"))).hasToString("#anna");
    assertThatThrownBy(() -> Recipient.of("ab")).hasMessageStartingWith("username: ab");
    assertThatThrownBy(() -> Recipient.of("")).hasMessageStartingWith("username: empty");
    assertThatThrownBy(() -> Recipient.of(null)).hasMessageStartingWith("to: missing");
  }

  @Test
  void attachmentsAreATransferOrALink() {
    TransferId transfer = new TransferId("Hq3n");
    String longest = "http://" + "ü".repeat(1_993);
    assertThat(new Attachment(transfer, null, "")).isEqualTo(new Attachment(transfer, null, ""));
    assertThat(new Attachment(null, longest, "n".repeat(255)).url()).isEqualTo(longest);
    assertThatThrownBy(() -> new Attachment(null, null, "a"))
        .hasMessageStartingWith("transfer: missing");
    assertThatThrownBy(() -> new Attachment(transfer, "https://example.org", null))
        .hasMessageStartingWith("transfer: given with a url");
    assertThatThrownBy(() -> new Attachment(null, longest + "x", null))
        .hasMessage("url: 2001 characters (expected: at most 2000 characters)");
    assertThatThrownBy(() -> new Attachment(transfer, null, "n".repeat(256)))
        .hasMessage("name: 256 characters (expected: at most 255 characters)");
    assertThatThrownBy(() -> new Attachment(transfer, null, "a\nb"))
        .hasMessageStartingWith("name: a control character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,hi",
        "file:///etc/passwd",
        "//example.org",
        "/transfers/t",
        " https://example.org",
        "https:/example.org",
        "https:example.org",
        "https://example.org/\r\nSet-Cookie: a",
        "https://example.org/\ud800"
      })
  void refuseALinkThatNoBrowserShouldFollow(String url) {
    assertThatThrownBy(() -> new Attachment(null, url, null))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith("url: ");
  }

  @Test
  void partsOfListsAreWhole() {
    Username bob = new Username("bob");
    Channel channel = new Channel("#a");
    TransferId transfer = new TransferId("t");
    assertThatThrownBy(() -> new Contact(null, Standing.BLOCKED))
        .hasMessageStartingWith("username:");
    assertThatThrownBy(() -> new Contact(bob, null)).hasMessageStartingWith("standing: missing");
    assertThatThrownBy(() -> new ChannelMember(null, Role.OWNER))
        .hasMessageStartingWith("username:");
    assertThatThrownBy(() -> new ChannelMember(bob, null)).hasMessageStartingWith("role: missing");
    assertThatThrownBy(() -> new ChannelInfo(null, false, Posting.MEMBERS, 0, null))
        .hasMessageStartingWith("channel: missing");
    assertThatThrownBy(() -> new ChannelInfo(channel, false, null, 0, null))
        .hasMessageStartingWith("posting: missing");
    assertThatThrownBy(() -> new OfferNote(null, OfferStatus.OFFERED, 1, 0, "a"))
        .hasMessageStartingWith("transfer: missing");
    assertThatThrownBy(() -> new OfferNote(transfer, null, 1, 0, "a"))
        .hasMessageStartingWith("status: missing");
    assertThatThrownBy(() -> new OfferNote(transfer, OfferStatus.ENDED, 1, 0, null))
        .hasMessageStartingWith("name: missing");
  }

  @Test
  void aProblemWaitsForAtLeastAMillisecond() {
    Problem problem = ErrorCode.RATE_LIMITED.because("m");
    assertThat(problem.toError().retryAfter()).isNull();
    assertThat(problem.after(Duration.ofSeconds(2)).toError().retryAfter()).isEqualTo(2000);
    assertThat(problem.after(Duration.ofNanos(1_000_001)).toError().retryAfter()).isEqualTo(2);
    for (Duration none : new Duration[] {Duration.ZERO, Duration.ofNanos(1), Duration.ofDays(-1)})
      assertThat(problem.after(none).toError().retryAfter()).isEqualTo(1);
  }

  @Test
  void emailAddressesAreUniqueWithoutCase() {
    assertThat(new EmailAddress("Anna@Example.org").key()).isEqualTo("anna@example.org");
    assertThat(new EmailAddress("o'neil+news@mail.example.org")).isNotNull();
    assertThat(new EmailAddress("root@localhost")).isNotNull();
  }

  @Test
  void digestsAreLowerCase() {
    assertThat(new Sha256("AB".repeat(32))).isEqualTo(new Sha256("ab".repeat(32)));
    assertThat(Sha256.of(new byte[32])).hasToString("0".repeat(64));
  }

  @Test
  void transferIdsAreNotGivenTwice() {
    assertThat(Stream.generate(TransferId::random).limit(1000)).doesNotHaveDuplicates();
    assertThat(TransferId.random().value()).hasSize(22);
  }
}
