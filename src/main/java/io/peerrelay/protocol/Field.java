package io.peerrelay.protocol;

import java.util.List;

/** The checks that records of this package make of their fields. */
final class Field {
  /** The largest integer that every JSON reader keeps exactly. */
  static final long LARGEST_INTEGER = (1L << 53) - 1;

  private static final int QUOTED = 40;

  private Field() {}

  static <T> T required(String name, T value) {
    if (value == null)
      throw new InvalidField(ErrorCode.BAD_FIELD, name + ": missing (expected: a value)");
    return value;
  }

  static <T> List<T> requiredList(String name, List<T> values, int most) {
    required(name, values);
    if (values.isEmpty() || values.size() > most)
      throw bad(name, values.size() + " entries", "1 to " + most + " entries");
    if (values.stream().anyMatch(value -> value == null))
      throw bad(name, "null", "no null in the list");
    return List.copyOf(values);
  }

  static String text(String name, String value, int most) {
    required(name, value);
    if (value.isEmpty() || value.length() > most)
      throw bad(name, value.length() + " characters", "1 to " + most + " characters");
    return plain(name, value);
  }

  static String optionalText(String name, String value, int most) {
    return value == null ? null : text(name, value, most);
  }

  static long number(String name, Long value, long least, long most) {
    required(name, value);
    if (value < least || value > most) throw bad(name, value, least + " to " + most);
    return value;
  }

  static InvalidField bad(String name, Object value, String expected) {
    return new InvalidField(
        ErrorCode.BAD_FIELD, name + ": " + quoted(value) + " (expected: " + expected + ")");
  }

  private static String plain(String name, String value) {
    if (value.codePoints().anyMatch(Character::isISOControl))
      throw bad(name, "a control character", "text without control characters");
    if (value
        .codePoints()
        .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE))
      throw bad(name, "half of a surrogate pair", "well-formed Unicode");
    return value;
  }

  /**
   * Long input is shown by its beginning, and nothing of it can start a line of its own in a log.
   */
  private static String quoted(Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
  }
}
