package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Request.Asked;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is said in conversations, whatever it is, comes back as it was. */
class ConversationProperties extends DialectFixture {
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
}
