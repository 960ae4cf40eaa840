package io.peerrelay.conversation;

import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Folding;
import io.peerrelay.protocol.Username;
import java.util.ArrayList;
import java.util.List;

/** What a search has found so far: no more than was asked for, and than fits into a frame. */
final class Finds {
  private final Username by;
  private final List<String> words;
  private final int limit;
  private final List<ConversationMessage.Message> messages = new ArrayList<>();
  private long characters;

  /**
   * @param words folded; a message must have all of them
   */
  Finds(Username by, List<String> words, int limit) {
    this.by = by;
    this.words = words;
    this.limit = limit;
  }

  /**
   * Takes those that fit, from the last to the first.
   *
   * @return false if there was one that it had no room for
   */
  boolean take(List<StoredMessage> read) {
    for (int i = read.size() - 1; i >= 0; i--)
      if (fits(read.get(i)) && !add(read.get(i).message())) return false;
    return true;
  }

  List<ConversationMessage.Message> messages() {
    return messages;
  }

  private boolean fits(StoredMessage stored) {
    String text = stored.message().text();
    if (text == null || stored.isHiddenFrom(by)) return false;
    String folded = Folding.fold(text);
    return words.stream().allMatch(folded::contains);
  }

  private boolean add(ConversationMessage.Message message) {
    characters += Page.characters(message);
    if (messages.size() >= limit || (characters > Page.MOST_CHARACTERS && !messages.isEmpty()))
      return false;
    messages.add(message);
    return true;
  }
}
