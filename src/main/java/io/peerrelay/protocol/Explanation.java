package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says in the protocol's words what the JSON reader found wrong. It names the kind of a value of
 * the wrong type and never shows the value, which may be a password.
 */
final class Explanation {
  private static final String WHOLE = "message";
  // The reader gives the name of such a field nowhere else.
  private static final Pattern GIVEN_TWICE =
      Pattern.compile("Duplicate field '(.*)' for", Pattern.DOTALL);

  private Explanation() {}

  /** Why a text is no JSON object at all. */
  static InvalidField of(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException)
      return notJson(
          "nested too deep, or with too long a number or name",
          "at most %d levels, numbers of at most %d digits, names of at most %d characters"
              .formatted(Json.DEEPEST, Json.LONGEST_NUMBER, Json.LONGEST_NAME));
    Matcher twice = GIVEN_TWICE.matcher(e.getOriginalMessage());
    if (twice.lookingAt()) return Field.bad(Field.quoted(twice.group(1)), "given twice", "once");
    return notJson(
        "not JSON at character " + e.getLocation().getCharOffset(), "one JSON object, no more");
  }

  static InvalidField notAnObject(JsonNode tree) {
    return notJson(tree.isMissingNode() ? "empty" : kind(tree), "a JSON object like {\"type\": …}");
  }

  /** Why the object is no message. */
  static InvalidField of(IOException e, ObjectNode tree) {
    if (e instanceof InvalidTypeIdException)
      return new InvalidField(
          ErrorCode.UNKNOWN_TYPE,
          "type",
          Field.quoted(tree.get("type").asText()) + " (expected: a message of this protocol)");
    List<Reference> path = e instanceof JsonMappingException at ? at.getPath() : List.of();
    JsonNode found = node(tree, path);
    if (e.getCause() instanceof InvalidField invalid)
      // A record that is an object complains of one of its fields; any other value, of itself.
      return invalid.at(found.isObject() ? place(path, invalid.name()) : place(path, null));
    return Field.bad(place(path, null), kind(found), expected(e));
  }

  static String kind(JsonNode found) {
    if (found == null || found.isMissingNode()) return "missing";
    if (found.isTextual()) return "a string";
    if (found.isBigInteger()) return "a number beyond 2^63";
    if (found.isIntegralNumber()) return "a number";
    if (found.isNumber()) return "a number with a fraction or an exponent";
    if (found.isBoolean()) return "a boolean";
    if (found.isNull()) return "null";
    return found.isArray() ? "an array" : "an object";
  }

  private static InvalidField notJson(String found, String expected) {
    return new InvalidField(ErrorCode.BAD_JSON, WHOLE, found + " (expected: " + expected + ")");
  }

  private static JsonNode node(JsonNode tree, List<Reference> path) {
    JsonNode node = tree;
    for (Reference step : path)
      node =
          step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
    return node;
  }

  /** {@code files[0].size}. */
  private static String place(List<Reference> path, String field) {
    StringBuilder place = new StringBuilder();
    for (Reference step : path)
      if (step.getFieldName() == null) place.append('[').append(step.getIndex()).append(']');
      else append(place, Field.quoted(step.getFieldName())); // May be a key that a client chose.
    if (field != null && !field.isEmpty()) append(place, field);
    return place.toString();
  }

  private static void append(StringBuilder place, String field) {
    if (place.length() > 0) place.append('.');
    place.append(field);
  }

  private static String expected(IOException e) {
    Class<?> type = null;
    if (e instanceof MismatchedInputException mismatch) type = mismatch.getTargetType();
    if (e.getCause() instanceof InputCoercionException coercion) type = coercion.getTargetType();
    if (type == null) return "another type";
    if (type == Boolean.class || type == boolean.class) return "true or false";
    if (type == Instant.class) return Json.TIME_SHAPE;
    if (Number.class.isAssignableFrom(type) || type.isPrimitive())
      return "an integer, at most " + Field.LARGEST_INTEGER;
    if (Iterable.class.isAssignableFrom(type)) return "an array";
    if (type.isEnum()) return names(type);
    return isObject(type) ? "an object" : "a string";
  }

  private static boolean isObject(Class<?> type) {
    boolean isWrittenAsText =
        Arrays.stream(type.getDeclaredMethods())
            .anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    return (type.isRecord() && type.getRecordComponents().length > 1 && !isWrittenAsText)
        || Map.class.isAssignableFrom(type);
  }

  /** {@code like or dislike}. */
  private static String names(Class<?> type) {
    String names =
        Arrays.stream(type.getFields())
            .filter(constant -> constant.isAnnotationPresent(JsonProperty.class))
            .map(constant -> constant.getAnnotation(JsonProperty.class).value())
            .collect(Collectors.joining(" or "));
    return names.isEmpty() ? "a string" : names;
  }
}
