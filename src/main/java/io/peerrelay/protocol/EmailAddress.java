package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address as it was written; unique without regard to case. */
public record EmailAddress(@JsonValue String value) {
  private static final int LONGEST = 254;
  private static final String LABEL = "[\\p{L}\\p{M}\\p{Nd}-]+";
  // Whether it exists only a mail can tell; nothing that fits this can break out of a mail header.
  private static final Pattern SHAPE =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{Nd}.!#$%&'*+/=?^_`{|}~-]{1,64}@" + LABEL + "(\\." + LABEL + ")*");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EmailAddress {
    Field.required("email", value);
    if (value.length() > LONGEST || !SHAPE.matcher(value).matches())
      throw Field.bad("email", value, "an address like name@example.org");
  }

  /** What makes the address unique. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
