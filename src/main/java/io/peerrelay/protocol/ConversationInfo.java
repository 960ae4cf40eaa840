package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * One conversation, as a user sees it in a list.
 *
 * @param with the other user; null for a channel
 * @param channel its name; null for a direct one
 * @param last null where nothing was said, as far as the user may know
 * @param read number of the last message that the user has read; 0 for none
 * @param unread how many of the newest {@value #MOST_UNREAD} messages came after that, are of
 *     others, and not deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationInfo(
    ConversationId conversation,
    Username with,
    Channel channel,
    LastMessage last,
    long read,
    int unread) {
  public static final int MOST_UNREAD = 100;

  public ConversationInfo {
    Field.required("conversation", conversation);
  }

  /**
   * The newest message.
   *
   * @param text its beginning; null where it was deleted, or is all attachments
   * @param shortened true where there is more of the text, else null
   * @param attachments how many it has; null for none
   * @param deleted true where it was deleted, else null
   * @param offer where it shows what became of an offer; else null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LastMessage(
      long seq,
      Username from,
      Instant time,
      String text,
      Boolean shortened,
      Integer attachments,
      Boolean deleted,
      OfferNote offer) {
    private static final int LONGEST_TEXT = 200;

    public LastMessage {
      Field.required("from", from);
      Field.required("time", time);
    }

    public static LastMessage of(ConversationMessage.Message message) {
      String text = message.text();
      boolean isLong = text != null && text.codePointCount(0, text.length()) > LONGEST_TEXT;
      return new LastMessage(
          message.seq(),
          message.from(),
          message.time(),
          isLong ? text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) : text,
          isLong ? true : null,
          message.attachments() == null ? null : message.attachments().size(),
          message.deleted(),
          message.offer());
    }
  }
}
