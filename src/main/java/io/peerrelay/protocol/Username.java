package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A user's name as it was written: 3 to 64 letters, digits and {@code . _ - @ +}. Two names that
 * differ only in case (or in how Unicode composes a letter) are equal, because they are the same
 * user.
 */
public record Username(@JsonValue String value) {
  private static final String ALLOWED = "[\\p{L}\\p{M}\\p{Nd}._@+-]";
  private static final Pattern SHAPE = Pattern.compile(ALLOWED + "{3,64}");
  // A few letters are written out by `key` with spaces or symbols, which an id must not have.
  private static final Pattern KEY = Pattern.compile(ALLOWED + "+");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Username {
    Field.required("username", value);
    if (!SHAPE.matcher(value).matches() || !KEY.matcher(Folding.fold(value)).matches())
      throw Field.bad("username", value, "3 to 64 letters, digits or any of . _ - @ +");
  }

  /** What makes the name unique: the same for every way to write it. */
  public String key() {
    return Folding.fold(value);
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
