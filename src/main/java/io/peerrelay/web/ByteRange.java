package io.peerrelay.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes that a GET asks for (RFC 9110, section 14).
 *
 * @param first counted from 0
 * @param end behind the last one
 * @param isPart whether it asks for a part; even if that is everything
 */
record ByteRange(long first, long end, boolean isPart) {
  private static final Pattern ONE =
      Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  static ByteRange whole(long total) {
    return new ByteRange(0, total, false);
  }

  /**
   * What is no range, or several, is as if it was not there.
   *
   * @param header the value of Range
   * @return empty if no byte is in the range
   */
  static Optional<ByteRange> parse(String header, long total) {
    Matcher one = ONE.matcher(header);
    if (!one.matches()) return Optional.of(whole(total));
    String from = one.group(1);
    String to = one.group(2);
    if (from.isEmpty()) return to.isEmpty() ? Optional.of(whole(total)) : tail(to, total);
    long first = Long.parseLong(from);
    long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
    if (last < first) return Optional.of(whole(total));
    if (first >= total) return Optional.empty();
    return Optional.of(new ByteRange(first, Math.min(last, total - 1) + 1, true));
  }

  private static Optional<ByteRange> tail(String count, long total) {
    long bytes = Math.min(Long.parseLong(count), total);
    return bytes == 0 ? Optional.empty() : Optional.of(new ByteRange(total - bytes, total, true));
  }

  long length() {
    return end - first;
  }

  /** The value of Content-Range. */
  String contentRange(long total) {
    return "bytes " + first + "-" + (end - 1) + "/" + total;
  }
}
