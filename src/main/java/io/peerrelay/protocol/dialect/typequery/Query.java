package io.peerrelay.protocol.dialect.typequery;

import com.fasterxml.jackson.databind.JsonNode;
import io.peerrelay.protocol.Json;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** One text of the client: what it asks, and with which fields. */
record Query(JsonNode fields) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");
  private static final BigInteger LARGEST = BigInteger.TEN.pow(15);

  /**
   * @throws BadQuery where the text is no JSON object
   */
  static Query of(String text) {
    JsonNode tree = Json.read(text);
    if (!tree.isObject()) throw new BadQuery("This is no JSON object with a type_query.");
    return new Query(tree);
  }

  /** Empty for none that is a text. */
  String type() {
    return fields.path("type_query").asText("");
  }

  /**
   * @throws BadQuery where it is missing or no text
   */
  String text(String name) {
    return optionalText(name).orElseThrow(() -> new BadQuery(name + ": missing"));
  }

  /**
   * Empty also where it is null or an empty text, as forms send what was left out.
   *
   * @throws BadQuery where it is neither a text nor a number
   */
  Optional<String> optionalText(String name) {
    JsonNode value = fields.path(name);
    if (value.isContainerNode() || value.isBoolean())
      throw new BadQuery(name + ": not a text (expected: a text)");
    return Optional.of(value.asText("")).filter(text -> !value.isNull() && !text.isEmpty());
  }

  /**
   * A whole number from 1 on; one in quotes is as good.
   *
   * @throws BadQuery where it is missing or anything else
   */
  long number(String name) {
    JsonNode value = fields.path(name);
    boolean isNumber =
        value.isTextual()
            ? DIGITS.matcher(value.textValue()).matches()
            : value.isIntegralNumber() && value.bigIntegerValue().compareTo(LARGEST) < 0;
    long number = isNumber ? value.asLong() : 0;
    if (number < 1)
      throw new BadQuery(name + ": not such a number (expected: a whole number from 1 on)");
    return number;
  }

  boolean has(String name) {
    return fields.hasNonNull(name);
  }
}
