package io.peerrelay.protocol.dialect.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.InvalidField;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a method in their order, and whether what a client gives fits them. */
final class Parameters {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final String ALL = "params";

  private final List<Parameter> parameters;
  private final Schema schema;

  Parameters(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
    this.schema = SCHEMAS.getSchema(schema(parameters));
  }

  List<Parameter> inOrder() {
    return parameters;
  }

  /** What they are checked by. */
  static ObjectNode schema(List<Parameter> parameters) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (Parameter one : parameters) properties.set(one.name(), one.type().schema(one.optional()));
    ArrayNode required = schema.putArray("required");
    parameters.stream().filter(one -> !one.optional()).map(Parameter::name).forEach(required::add);
    return schema.put("additionalProperties", false);
  }

  /**
   * The values by their names: of an object as they are, of an array in the order of the table.
   *
   * @param params null for none
   * @throws InvalidField where they don't fit
   */
  ObjectNode read(JsonNode params) {
    ObjectNode values = named(params);
    for (Parameter one : parameters) refuseInfinite(one, values.get(one.name()));
    for (Error error : schema.validate(values)) throw invalid(error);
    for (Parameter one : parameters)
      // 1.0 is whole as well.
      if (one.type() == ParameterType.INTEGER && values.path(one.name()).isNumber())
        values.put(one.name(), values.get(one.name()).longValue());
    return values;
  }

  private ObjectNode named(JsonNode params) {
    if (params instanceof ObjectNode object) return object;
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    if (params == null || params.isNull()) return named;
    if (!params.isArray())
      throw invalid(ALL, "of another type", "an object, or an array of the values in their order");
    if (params.size() > parameters.size())
      throw invalid(ALL, params.size() + " values", "at most " + parameters.size());
    for (int i = 0; i < params.size(); i++) named.set(parameters.get(i).name(), params.get(i));
    return named;
  }

  /** JSON has no largest number, but what it is read into has. */
  private static void refuseInfinite(Parameter one, JsonNode value) {
    if (value != null && value.isDouble() && Double.isInfinite(value.doubleValue()))
      throw invalid(one.name(), "out of range", expected(one));
  }

  /** Says nothing of the value itself, which may be a password. */
  private InvalidField invalid(Error error) {
    String name =
        error.getProperty() != null
            ? error.getProperty()
            : error.getInstanceLocation().getName(error.getInstanceLocation().getNameCount() - 1);
    Optional<Parameter> known =
        parameters.stream().filter(one -> one.name().equals(name)).findFirst();
    if (known.isEmpty()) return invalid(ALL, "an unknown one", names());
    String found =
        switch (error.getKeyword()) {
          case "required" -> "missing";
          case "type" -> "of another type";
          default -> "out of range";
        };
    return invalid(name, found, expected(known.get()));
  }

  private static InvalidField invalid(String name, String found, String expected) {
    return new InvalidField(ErrorCode.BAD_FIELD, name, found + " (expected: " + expected + ")");
  }

  private static String expected(Parameter one) {
    return one.type().expected() + (one.optional() ? ", or nothing" : "");
  }

  private String names() {
    return parameters.isEmpty()
        ? "none"
        : "only " + parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
  }
}
