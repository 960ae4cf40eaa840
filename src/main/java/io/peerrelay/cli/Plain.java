package io.peerrelay.cli;

import io.peerrelay.protocol.ConversationRequest;

/** Text of strangers, made fit for a terminal: it can't move the cursor, colour or reorder. */
final class Plain {
  private static final int LONGEST = 2_000;

  /** What makes one picture of several, or parts letters that would join. */
  private static final int NON_JOINER = 0x200C;

  private static final int JOINER = 0x200D;

  private Plain() {}

  static String text(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().limit(LONGEST).map(Plain::visible).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /**
   * A message, whole.
   *
   * @param lineFeed what stands for one, so that no line of it looks like another message
   */
  static String message(String text, String lineFeed) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .limit(ConversationRequest.LONGEST_TEXT)
        .forEach(
            character -> {
              if (character == '\n') plain.append(lineFeed);
              else if (character == '\t') plain.append(' ');
              else if (character == JOINER || character == NON_JOINER)
                plain.appendCodePoint(character);
              else plain.appendCodePoint(visible(character));
            });
    return plain.toString();
  }

  private static int visible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '?';
      default -> character;
    };
  }
}
