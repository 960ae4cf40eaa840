package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Names a transfer; opaque to clients. Those that the relay makes have 128 random bits; whatever
 * else has the shape of an id is one that no transfer has.
 */
public record TransferId(@JsonValue String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final SecureRandom RANDOM = new SecureRandom();

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TransferId {
    Field.required("transfer", value);
    if (!SHAPE.matcher(value).matches())
      throw Field.bad("transfer", value, "an id as `offered` or `offer` gave it");
  }

  public static TransferId random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new TransferId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String toString() {
    return value;
  }
}
