package io.peerrelay.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stored procedure as its database knows it: {@code schema.name}, each an identifier and meant as
 * it is written, so that what was created without quotes is in lower case.
 */
public record ProcedureName(String schema, String name) {
  /** What it has to look like, for a person. */
  public static final String SHAPE =
      "schema.name, each of letters, digits and _, such as api.fun_authenticate";

  private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]{0,62}";
  private static final Pattern BOTH =
      Pattern.compile("(" + IDENTIFIER + ")\\.(" + IDENTIFIER + ")");

  public ProcedureName {
    if (!BOTH.matcher(schema + "." + name).matches())
      throw Field.bad("procedure", schema + "." + name, SHAPE);
  }

  /** Empty where the text is no such name. */
  public static Optional<ProcedureName> of(String text) {
    Matcher parts = BOTH.matcher(text);
    return parts.matches()
        ? Optional.of(new ProcedureName(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
