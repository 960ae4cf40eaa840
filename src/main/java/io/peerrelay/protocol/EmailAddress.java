package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address as it was written; unique without regard to case. */
public record EmailAddress(@JsonValue String value) {
  private static final int LONGEST = 254;
  // Whether it exists only a mail can tell; this keeps out what could break a mail header or can't
  // be an address.
  private static final Pattern SHAPE =
      Pattern.compile("[^\\s\\p{Cntrl}@<>,;:\"()\\[\\]\\\\]{1,64}@[\\p{L}\\p{Nd}.-]+");

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
