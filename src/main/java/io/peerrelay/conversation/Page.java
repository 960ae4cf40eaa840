package io.peerrelay.conversation;

import io.peerrelay.protocol.ConversationMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Some messages, oldest first.
 *
 * @param next number of the message behind the last of them
 * @param head number of the newest message there is
 */
public record Page(List<ConversationMessage.Message> messages, long next, long head) {
  /** What one page may hold, so that it fits into a frame: characters. */
  private static final int MOST_CHARACTERS = 128 * 1024;

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
    long next = fitting.isEmpty() ? found.first() : fitting.get(fitting.size() - 1).seq() + 1;
    return new Page(fitting, next, found.head());
  }

  private static long characters(ConversationMessage.Message message) {
    int attachments = message.attachments() == null ? 0 : message.attachments().size();
    int text = message.text() == null ? 0 : message.text().length();
    return PER_MESSAGE + text + (long) PER_ATTACHMENT * attachments;
  }
}
