package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small picture of a file, made by its sender, as a {@code data:} URL. The relay looks at its
 * shape, not at the picture.
 */
public record Thumbnail(@JsonValue String url) {
  static final int LONGEST = 8 * 1024;

  private static final Pattern SHAPE =
      Pattern.compile("data:image/(?:png|jpeg|webp);base64,([A-Za-z0-9+/]+={0,2})");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Thumbnail {
    Field.required("thumbnail", url);
    Field.atMost("thumbnail", url, LONGEST);
    Matcher parts = SHAPE.matcher(url);
    if (!parts.matches() || !isBase64(parts.group(1)))
      throw Field.bad("thumbnail", url, "data:image/png, jpeg or webp in base64");
  }

  private static boolean isBase64(String text) {
    try {
      return text.length() % 4 == 0 && Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  int length() {
    return url.length();
  }

  @Override
  public String toString() {
    return "a picture of " + url.length() + " characters";
  }
}
