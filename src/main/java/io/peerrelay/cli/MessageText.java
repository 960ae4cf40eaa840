package io.peerrelay.cli;

import io.peerrelay.protocol.Attachment;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.OfferNote;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Messages as people read them. Nothing in them can pass for another message, or steer a terminal.
 */
final class MessageText {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final String INDENTED = "\n    ";

  private MessageText() {}

  /** Like {@code 42 2026-01-31 12:00 ada: Hi}; further lines are indented. */
  static String numbered(ConversationMessage.Message message) {
    return "%d  %s %s: %s"
        .formatted(
            message.seq(),
            DATE.format(local(message.time())),
            message.from(),
            body(message, INDENTED));
  }

  /** Like {@code 2026-01-31 12:00 ada: Hi}, always one line. */
  static String line(ConversationMessage.Message message) {
    return "%s %s: %s"
        .formatted(DATE.format(local(message.time())), message.from(), body(message, " "));
  }

  /** Like {@code 12:00 ada: Hi}, with the date where that is not today's. */
  static String brief(ConversationMessage.Message message) {
    return "%s %s: %s".formatted(time(message.time()), message.from(), body(message, INDENTED));
  }

  static String time(Instant time) {
    ZonedDateTime local = local(time);
    boolean today = local.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
    return (today ? CLOCK : DATE).format(local);
  }

  private static ZonedDateTime local(Instant time) {
    return time.atZone(ZoneId.systemDefault());
  }

  private static String body(ConversationMessage.Message message, String lineFeed) {
    StringBuilder body = new StringBuilder();
    if (message.replyTo() != null) add(body, "(to #" + message.replyTo() + ")");
    if (message.deleted() != null) add(body, "(deleted)");
    if (message.text() != null) add(body, Plain.message(message.text(), lineFeed));
    if (message.attachments() != null)
      for (Attachment attachment : message.attachments()) add(body, text(attachment));
    if (message.offer() != null) add(body, text(message.offer()));
    if (message.edited() != null) add(body, "(edited)");
    if (message.like() != null) add(body, "(+" + message.like() + ")");
    if (message.dislike() != null) add(body, "(-" + message.dislike() + ")");
    return body.toString();
  }

  private static void add(StringBuilder body, String part) {
    if (!body.isEmpty()) body.append(' ');
    body.append(part);
  }

  private static String text(Attachment attachment) {
    String name = attachment.name() == null ? "" : attachment.name() + " ";
    String what =
        attachment.url() != null ? attachment.url() : "transfer " + attachment.transfer().value();
    return "[" + Plain.text(name + what) + "]";
  }

  private static String text(OfferNote offer) {
    String more = offer.files() > 1 ? " and %d more".formatted(offer.files() - 1) : "";
    return "[%s%s, %s: %s]"
        .formatted(
            Plain.text(offer.name()),
            more,
            Sizes.text(offer.bytes()),
            offer.status().name().toLowerCase(Locale.ROOT));
  }
}
