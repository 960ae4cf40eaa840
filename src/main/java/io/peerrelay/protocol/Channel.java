package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A channel's name as it was written: {@code #} and 1 to 64 letters, digits and {@code . _ -}, of
 * any script. Two that differ only in case are the same channel.
 */
public record Channel(@JsonValue String value) {
  /** What tells a channel from a user. */
  static final String MARK = "#";

  /** With its mark. */
  static final int LONGEST = 65;

  private static final Pattern SHAPE = Pattern.compile(MARK + "[\\p{L}\\p{M}\\p{Nd}._-]{1,64}");
  private static final Pattern KEY = Pattern.compile(MARK + "[\\p{L}\\p{M}\\p{Nd}._-]+");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Channel {
    Field.required("channel", value);
    if (!SHAPE.matcher(value).matches() || !KEY.matcher(Folding.fold(value)).matches())
      throw Field.bad("channel", value, "# and 1 to 64 letters, digits or any of . _ -");
  }

  /** What makes the name unique: the same for every way to write it. */
  public String key() {
    return Folding.fold(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Channel channel && channel.key().equals(key());
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
