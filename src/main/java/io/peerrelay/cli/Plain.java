package io.peerrelay.cli;

/** Text of strangers, made fit for a terminal: it can't move the cursor, colour or reorder. */
final class Plain {
  private static final int LONGEST = 2_000;

  private Plain() {}

  static String text(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().limit(LONGEST).map(Plain::visible).forEach(plain::appendCodePoint);
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
