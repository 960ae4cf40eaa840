package io.peerrelay.protocol;

import java.text.Normalizer;
import java.util.Locale;

/** Names that differ only in case, or in how Unicode composes a letter, are the same name. */
public final class Folding {
  private Folding() {}

  /** There and back, because some letters have several small forms (σ and ς, ẞ: ß and ss). */
  public static String fold(String value) {
    if (isAscii(value)) return value.toLowerCase(Locale.ROOT); // It comes to the same.
    String small =
        Normalizer.normalize(value, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    return Normalizer.normalize(small, Normalizer.Form.NFKC);
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) if (value.charAt(i) >= 128) return false;
    return true;
  }
}
