package io.peerrelay.protocol.dialect.method;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What values a parameter may have. */
enum ParameterType {
  BOOLEAN("true or false"),
  /** Whole, within 64 bits. */
  INTEGER("a whole number, -2^63 to 2^63-1"),
  NUMBER("a number"),
  STRING("a string");

  private final String expected;

  ParameterType(String expected) {
    this.expected = expected;
  }

  static Optional<ParameterType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.title().equals(name)).findFirst();
  }

  static String titles() {
    return Arrays.stream(values()).map(ParameterType::title).collect(Collectors.joining(", "));
  }

  /** As JSON Schema, too, calls it. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For a person. */
  String expected() {
    return expected;
  }

  ObjectNode schema(boolean optional) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (optional) schema.putArray("type").add(title()).add("null");
    else schema.put("type", title());
    if (this == INTEGER) schema.put("minimum", Long.MIN_VALUE).put("maximum", Long.MAX_VALUE);
    return schema;
  }
}
