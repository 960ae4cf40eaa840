package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/**
 * What of a module or a style sheet only its reader needs: comments that have their lines to
 * themselves. They are a ninth of what the page would send. Their lines stay, empty, so that a
 * browser names those of the file.
 */
final class Comments {
  private static final Pattern WHOLE_LINES =
      Pattern.compile("(?m)^[ \\t]*(?://.*|/\\*(?:(?!\\*/)[\\s\\S])*+\\*/)[ \\t]*$");

  private static final Pattern ALL_BUT_LINE_ENDS = Pattern.compile("[^\\n]+");

  private Comments() {}

  static byte[] blank(byte[] content) {
    return WHOLE_LINES
        .matcher(new String(content, UTF_8))
        .replaceAll(comment -> ALL_BUT_LINE_ENDS.matcher(comment.group()).replaceAll(""))
        .getBytes(UTF_8);
  }
}
