package io.peerrelay.bench.messages;

import java.util.Locale;

/**
 * A number within a text, that is found again in whatever a server wraps around it: a sign that
 * stands nowhere else, and ten digits. To read JSON would cost more than to serve it.
 */
enum Mark {
  /** In the text of a message, and so in each delivery of it. */
  TEXT('~'),
  /** In what a request is called, and so in the answer to it. */
  REQUEST('^');

  private static final int DIGITS = 10;

  private final char sign;

  Mark(char sign) {
    this.sign = sign;
  }

  String of(long number) {
    return String.format(Locale.ROOT, "%c%010d", sign, number);
  }

  /** The same with letters behind it, up to this length. */
  String of(long number, int length) {
    return of(number) + "x".repeat(length - DIGITS - 1);
  }

  /**
   * Where the next one's digits begin.
   *
   * @return -1 if there is none
   */
  int find(byte[] bytes, int from, int to) {
    for (int at = from; at < to - DIGITS; at++) if (bytes[at] == sign) return at + 1;
    return -1;
  }

  /**
   * @param digits where they begin
   */
  static long number(byte[] bytes, int digits) {
    long number = 0;
    for (int at = digits; at < digits + DIGITS; at++) number = 10 * number + bytes[at] - '0';
    return number;
  }
}
