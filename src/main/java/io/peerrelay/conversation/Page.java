package io.peerrelay.conversation;

import io.peerrelay.protocol.ConversationMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Some messages, oldest first.
 *
 * @param first number of the first message that was looked for
 * @param next number of the message behind the last that was looked for: those in between that are
 *     not here are not for the reader
 * @param oldest number of the oldest message there is
 * @param head number of the newest message there is
 */
public record Page(
    List<ConversationMessage.Message> messages, long first, long next, long oldest, long head) {
  /** What one page may hold, so that it fits into a frame: characters. */
  static final int MOST_CHARACTERS = 128 * 1024;

  /** What a message adds to its text: names, time, numbers, attachments. */
  private static final int PER_MESSAGE = 250;

  private static final int PER_ATTACHMENT = 500;

  public Page {
    messages = List.copyOf(messages);
  }

  /**
   * As many of the messages as fit.
   *
   * @param forward whether the first ones count for more, else the last ones
   */
  static Page of(
      List<ConversationMessage.Message> messages, boolean forward, ConversationReply.Found found) {
    List<ConversationMessage.Message> inOrder = new ArrayList<>(messages);
    if (!forward) Collections.reverse(inOrder);
    List<ConversationMessage.Message> fitting = new ArrayList<>();
    long characters = 0;
    for (ConversationMessage.Message message : inOrder) {
      characters += characters(message);
      if (characters > MOST_CHARACTERS && !fitting.isEmpty()) break;
      fitting.add(message);
    }
    if (!forward) Collections.reverse(fitting);
    boolean all = fitting.size() == messages.size();
    long first = all || forward ? found.first() : fitting.get(0).seq();
    long next = all || !forward ? found.last() + 1 : fitting.get(fitting.size() - 1).seq() + 1;
    return new Page(fitting, first, Math.max(next, first), found.oldest(), found.head());
  }

  static long characters(ConversationMessage.Message message) {
    int attachments = message.attachments() == null ? 0 : message.attachments().size();
    int text = message.text() == null ? 0 : message.text().length();
    return PER_MESSAGE + text + (long) PER_ATTACHMENT * attachments;
  }
}
