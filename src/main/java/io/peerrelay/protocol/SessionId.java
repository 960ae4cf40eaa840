package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names what a login began, for its user alone; opaque to clients, and logs nobody in. */
public record SessionId(@JsonValue String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SessionId {
    Field.required("session", value);
    if (!SHAPE.matcher(value).matches())
      throw Field.bad("session", value, "an id as `sessions` gave it");
  }

  @Override
  public String toString() {
    return value;
  }
}
