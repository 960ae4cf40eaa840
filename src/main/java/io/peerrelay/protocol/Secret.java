package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A password, code or token: a string that never shows itself in a log. */
public record Secret(@JsonValue String value) {
  private static final String NAME = "password, code or token";
  private static final int LONGEST = 1024;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret {
    Field.required(NAME, value);
    if (value.isEmpty()) throw Field.bad(NAME, "empty", "1 to " + LONGEST + " characters");
    Field.atMost(NAME, value, LONGEST);
  }

  @Override
  public String toString() {
    return "***";
  }
}
