package io.peerrelay.settings;

import java.util.regex.Pattern;

/**
 * The clients of docs/type-query.md.
 *
 * @param feed the channel that has the comments
 * @param confirm whether an e-mail address has to be confirmed before the first sign in
 */
public record TypeQuerySettings(String feed, int pageSize, boolean confirm) {
  private static final Pattern CHANNEL = Pattern.compile("#[\\p{L}\\p{M}\\p{Nd}._-]{1,64}");
  private static final int LARGEST_PAGE = 100;

  static TypeQuerySettings of(SettingsReader dialect) {
    String feed = dialect.text("feed").strip();
    if (!CHANNEL.matcher(feed).matches())
      throw dialect.invalid("feed", "# and 1 to 64 letters, digits or any of . _ -");
    return new TypeQuerySettings(
        feed, dialect.number("page-size", 1, LARGEST_PAGE), dialect.flag("confirm"));
  }
}
