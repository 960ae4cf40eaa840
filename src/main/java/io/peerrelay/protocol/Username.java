package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A user's name as it was written: 3 to 64 letters, digits and {@code . _ - @ +}. Two names that
 * differ only in case (or in how Unicode composes a letter) are equal, because they are the same
 * user.
 */
public record Username(@JsonValue String value) {
  private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}._@+-]{3,64}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Username {
    Field.required("username", value);
    if (!SHAPE.matcher(value).matches())
      throw Field.bad("username", value, "3 to 64 letters, digits or any of . _ - @ +");
  }

  /** What makes the name unique: the same for every way to write it. */
  public String key() {
    return Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Username username && username.key().equals(key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
