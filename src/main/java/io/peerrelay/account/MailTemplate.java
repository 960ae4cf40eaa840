package io.peerrelay.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a mail with gaps like {@code {code}}, from the resources {@code mail/NAME.txt},
 * whose first line is the subject, and {@code mail/NAME.html}. Where a mail program shows HTML it
 * shows the second, else the first.
 */
record MailTemplate(String subject, String text, String html) {
  private static final String SUBJECT = "Subject: ";
  private static final Pattern GAP = Pattern.compile("\\{([a-z]+)}");

  static MailTemplate named(String name) {
    String text = resource(name + ".txt");
    int end = text.indexOf("\n\n");
    if (!text.startsWith(SUBJECT) || end < 0)
      throw new IllegalStateException(
          name + ".txt: no subject (expected: Subject: …, an empty line)");
    return new MailTemplate(
        text.substring(SUBJECT.length(), end), text.substring(end + 2), resource(name + ".html"));
  }

  String text(Map<String, String> values) {
    return filled(text, values, value -> value);
  }

  /** Whatever is in a value stands there as text. */
  String html(Map<String, String> values) {
    return filled(html, values, MailTemplate::escaped);
  }

  private static String filled(
      String template, Map<String, String> values, UnaryOperator<String> form) {
    return GAP.matcher(template)
        .replaceAll(gap -> Matcher.quoteReplacement(form.apply(value(values, gap.group(1)))));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null)
      throw new IllegalStateException(
          "{" + name + "}: no value (expected: " + values.keySet() + ")");
    return value;
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (InputStream in = MailTemplate.class.getResourceAsStream("/mail/" + name)) {
      if (in == null) throw new IllegalStateException("mail/" + name + ": not in the program");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
