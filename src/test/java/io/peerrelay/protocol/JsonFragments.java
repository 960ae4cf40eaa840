package io.peerrelay.protocol;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What a frame's JSON is broken by. */
public final class JsonFragments {
  private JsonFragments() {}

  /**
   * @param more one that the frames themselves are made of
   */
  public static Arbitrary<String> with(String more) {
    return Arbitraries.oneOf(
        Arbitraries.of(
            more,
            "",
            "null",
            "true",
            "-1",
            "1e400",
            "1.5",
            "[",
            "]",
            "{",
            "}",
            "\"",
            ",",
            ":",
            "\\",
            "\\u0000",
            "\\ud800",
            "99999999999999999999",
            "[]",
            "{}",
            "[[[[[[[[[[[[[[[[[[[[",
            "\u0000",
            "\u2028",
            "\ud800"),
        Arbitraries.strings().ofMaxLength(5));
  }
}
