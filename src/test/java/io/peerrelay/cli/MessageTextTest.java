package io.peerrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Attachment;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.OfferNote;
import io.peerrelay.protocol.OfferStatus;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How messages look to a person. */
class MessageTextTest {
  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void letsNoMessageSteerTheTerminalOrLookLikeAnother() {
    ConversationMessage.Message message = said("\u001b[2Jone\r\u202e\n12:00 bob: two\tthree");
    assertThat(MessageText.line(message)).endsWith(" ada: ?[2Jone?? 12:00 bob: two three");
    assertThat(MessageText.numbered(message)).startsWith("7  2026-01-31 ").contains("\n    12:00");
    assertThat(MessageText.brief(message).lines()).hasSize(2).last().asString().startsWith("    ");
  }

  @Test
  void showsAllOfALongTextAndPicturesThatAreMadeOfSeveral() {
    String family = "\uD83D\uDC69\u200D\uD83D\uDC67";
    String text = family + "x".repeat(19_000);
    assertThat(MessageText.line(said(text))).endsWith(text);
  }

  @Test
  void saysWhatBecameOfAMessage() {
    ConversationMessage.Message deleted =
        new ConversationMessage.Message(
            new ConversationId("ada:bob"),
            7,
            new Username("ada"),
            TIME,
            null,
            null,
            3L,
            null,
            true,
            2L,
            1L,
            null);
    assertThat(MessageText.line(deleted)).endsWith(" ada: (to #3) (deleted) (+2) (-1)");
    ConversationMessage.Message edited =
        new ConversationMessage.Message(
            new ConversationId("ada:bob"),
            7,
            new Username("ada"),
            TIME,
            "Hi",
            List.of(
                new Attachment(null, "https://example.org/a", "\u202ea"),
                new Attachment(new TransferId("t"), null, null)),
            null,
            TIME,
            null,
            null,
            null,
            null);
    assertThat(MessageText.line(edited))
        .endsWith(" ada: Hi [?a https://example.org/a] [transfer t] (edited)");
  }

  @Test
  void saysWhatBecameOfAnOffer() {
    ConversationMessage.Message offer =
        new ConversationMessage.Message(
            new ConversationId("ada:bob"),
            7,
            new Username("ada"),
            TIME,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new OfferNote(new TransferId("t"), OfferStatus.COMPLETED, 3, 2048, "a\u001b.jpg"));
    assertThat(MessageText.line(offer)).endsWith("[a?.jpg and 2 more, 2.0 KiB: completed]");
  }

  private static ConversationMessage.Message said(String text) {
    return new ConversationMessage.Message(
        new ConversationId("ada:bob"),
        7,
        new Username("ada"),
        TIME,
        text,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
