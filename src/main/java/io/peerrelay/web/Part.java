package io.peerrelay.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes that a PUT brings.
 *
 * @param begin the first one, counted from 0
 * @param end behind the last one
 * @param isNamed whether Content-Range said so, so that any other number of bytes is wrong
 */
record Part(long begin, long end, boolean isNamed) {
  private static final Pattern RANGE =
      Pattern.compile("\\s*bytes\\s+(?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18}|\\*)\\s*");

  static Part whole(long total) {
    return new Part(0, total, false);
  }

  /**
   * @param header the value of Content-Range: {@code bytes FIRST-LAST/TOTAL}, where {@code *}
   *     stands for a total that is not said; {@code bytes *}{@code /TOTAL} is no byte more, all are
   *     here
   * @return empty if it is no such value, or not one for so many bytes
   */
  static Optional<Part> parse(String header, long total) {
    Matcher range = RANGE.matcher(header);
    if (!range.matches()) return Optional.empty();
    String whole = range.group(3);
    if (!whole.equals("*") && Long.parseLong(whole) != total) return Optional.empty();
    if (range.group(1) == null) return Optional.of(new Part(total, total, true));
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    if (first > last || last >= total) return Optional.empty();
    return Optional.of(new Part(first, last + 1, true));
  }

  long length() {
    return end - begin;
  }
}
