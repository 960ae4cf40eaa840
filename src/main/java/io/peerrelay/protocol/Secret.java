package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A password, code or token: a string that never shows itself in a log. */
public record Secret(@JsonValue String value) {
  private static final int LONGEST = 1024;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret {
    Field.required("secret", value);
    if (value.isEmpty() || value.length() > LONGEST)
      throw Field.bad(
          "password, code or token",
          value.length() + " characters",
          "1 to " + LONGEST + " characters");
  }

  @Override
  public String toString() {
    return "***";
  }
}
