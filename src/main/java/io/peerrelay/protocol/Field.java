package io.peerrelay.protocol;

import java.util.List;

/** The checks that records of this package make of their fields. */
final class Field {
  /** The largest integer that every JSON reader keeps exactly. */
  static final long LARGEST_INTEGER = (1L << 53) - 1;

  private static final int QUOTED = 40;

  private Field() {}

  static <T> T required(String name, T value) {
    if (value == null) throw missing(name, "a value");
    return value;
  }

  static <T> List<T> requiredList(String name, List<T> values, int most) {
    required(name, values);
    if (values.isEmpty()) throw bad(name, "no entries", "1 to " + most + " entries");
    return list(name, values, most);
  }

  /** As {@link #requiredList}, but it may be empty. */
  static <T> List<T> list(String name, List<T> values, int most) {
    required(name, values);
    if (values.size() > most)
      throw bad(name, values.size() + " entries", "at most " + most + " entries");
    for (int i = 0; i < values.size(); i++)
      if (values.get(i) == null) throw bad(name + "[" + i + "]", "null", "a value");
    return List.copyOf(values);
  }

  /** Places in a list, each once, in order; null stays null. */
  static List<Integer> optionalIndexes(String name, List<Integer> indexes, int most) {
    if (indexes == null) return null;
    if (indexes.size() > most)
      throw bad(name, indexes.size() + " entries", "at most " + most + " entries");
    int last = -1;
    for (int i = 0; i < indexes.size(); i++) {
      Integer index = indexes.get(i);
      if (index == null || index <= last)
        throw bad(name + "[" + i + "]", index, "more than " + last + ": each once, in order");
      last = index;
    }
    return List.copyOf(indexes);
  }

  /** Text for a person: one line, its length counted in code points. */
  static String text(String name, String value, int most) {
    required(name, value);
    if (value.isEmpty()) throw bad(name, "empty", "1 to " + most + " characters");
    return plain(name, atMost(name, value, most));
  }

  /** Text for a person, of any number of lines; it must have something to be seen. */
  static String lines(String name, String value, int most) {
    required(name, value);
    if (value.codePoints().noneMatch(Field::isSeen))
      throw bad(name, "nothing to be seen", "1 to " + most + " characters");
    atMost(name, value, most);
    if (value
        .codePoints()
        .anyMatch(point -> point != '\n' && point != '\t' && Character.isISOControl(point)))
      throw bad(name, "a control character", "text with no other than line feeds and tabs");
    return value;
  }

  /** As {@link #text}, but it may be absent or empty. */
  static String optionalText(String name, String value, int most) {
    return value == null || value.isEmpty() ? value : text(name, value, most);
  }

  static String atMost(String name, String value, int most) {
    int length = value.codePointCount(0, value.length());
    if (length > most) throw bad(name, length + " characters", "at most " + most + " characters");
    return wellFormed(name, value);
  }

  static long number(String name, Long value, long least, long most) {
    required(name, value);
    if (value < least || value > most) throw bad(name, value, least + " to " + most);
    return value;
  }

  static InvalidField missing(String name, String expected) {
    return bad(name, "missing", expected);
  }

  static InvalidField bad(String name, Object found, String expected) {
    return new InvalidField(
        ErrorCode.BAD_FIELD, name, quoted(found) + " (expected: " + expected + ")");
  }

  /**
   * Input as it may stand in a message: long input by its beginning, and nothing that could start a
   * line of its own in a log or turn the direction of writing.
   */
  static String quoted(Object found) {
    String text = String.valueOf(found);
    if (text.isEmpty()) return "empty";
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .limit(QUOTED)
        .map(point -> visible(point) ? point : '?')
        .forEach(quoted::appendCodePoint);
    return text.codePointCount(0, text.length()) > QUOTED
        ? quoted.append('…').toString()
        : quoted.toString();
  }

  private static boolean visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean isSeen(int point) {
    return visible(point) && !Character.isSpaceChar(point);
  }

  /** Text that any database takes. */
  static String storable(String name, String value) {
    if (value.indexOf(0) >= 0) throw bad(name, "a NUL character", "text without it");
    return wellFormed(name, value);
  }

  private static String plain(String name, String value) {
    if (value.codePoints().anyMatch(Character::isISOControl))
      throw bad(name, "a control character", "text without control characters");
    return value;
  }

  /** Half a surrogate pair has no UTF-8: what was stored or sent on would be another text. */
  private static String wellFormed(String name, String value) {
    if (value.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE))
      throw bad(name, "half of a surrogate pair", "well-formed Unicode");
    return value;
  }
}
