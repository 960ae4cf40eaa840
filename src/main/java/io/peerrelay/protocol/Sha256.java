package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** A SHA-256 digest, as 64 lower-case hexadecimal digits. */
public record Sha256(@JsonValue String hex) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-fA-F]{64}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Sha256 {
    Field.required("sha256", hex);
    if (!SHAPE.matcher(hex).matches()) throw Field.bad("sha256", hex, "64 hexadecimal digits");
    hex = hex.toLowerCase(Locale.ROOT);
  }

  public static Sha256 of(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  @Override
  public String toString() {
    return hex;
  }
}
