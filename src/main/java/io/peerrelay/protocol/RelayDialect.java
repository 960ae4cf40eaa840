package io.peerrelay.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/**
 * The relay protocol, version 1: one JSON object a text frame. Bad input becomes a value, never an
 * exception.
 */
public final class RelayDialect {
  private static final int LONGEST_ID = 64;
  private static final int DEEPEST = 16;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectReader REQUEST = MAPPER.readerFor(ClientMessage.class);

  private RelayDialect() {}

  public static Request decode(String text) {
    try {
      return MAPPER.readTree(text) instanceof ObjectNode tree ? decode(tree) : notAnObject();
    } catch (JsonProcessingException e) {
      return new Request.Refused(null, ErrorCode.BAD_JSON.because(reason(e)));
    }
  }

  private static Request notAnObject() {
    return new Request.Refused(
        null, ErrorCode.BAD_JSON.because("Not a JSON object (expected: {\"type\": …})"));
  }

  /** A body that is by its place a message of one type, whatever it says itself. */
  public static Request decodeAs(String type, String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode tree) return decode(tree.put("type", type));
      return notAnObject();
    } catch (JsonProcessingException e) {
      return new Request.Refused(null, ErrorCode.BAD_JSON.because(reason(e)));
    }
  }

  private static Request decode(ObjectNode tree) {
    String id = null;
    try {
      id = id(tree.get("id"));
      JsonNode type = tree.get("type");
      if (type == null || !type.isTextual())
        throw Field.bad("type", type, "a string that names the message");
      return new Request.Asked(id, REQUEST.readValue(tree));
    } catch (InvalidField e) {
      return new Request.Refused(id, e.problem());
    } catch (IOException e) {
      return new Request.Refused(id, problem(e, tree));
    }
  }

  /**
   * @param re the id of the request that this answers; null where it answers none
   */
  public static String encode(String re, ServerMessage message) {
    try {
      if (re == null) return MAPPER.writeValueAsString(message);
      return MAPPER.writeValueAsString(MAPPER.<ObjectNode>valueToTree(message).put("re", re));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "message: " + message + " (expected: one that JSON can hold)", e);
    }
  }

  /** For clients: the request as a frame's text. */
  public static String encode(String id, ClientMessage message) {
    ObjectNode tree = MAPPER.valueToTree(message);
    return (id == null ? tree : tree.put("id", id)).toString();
  }

  /**
   * For clients: what the relay said.
   *
   * @throws IllegalArgumentException where this version does not know the message
   */
  public static Answer decodeAnswer(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      JsonNode re = tree.get("re");
      return new Answer(
          re == null ? null : re.asText(), MAPPER.treeToValue(tree, ServerMessage.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Not a message of the relay protocol: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * @param re the id of the request that it answers; null for a push
   */
  public record Answer(String re, ServerMessage message) {}

  private static String id(JsonNode id) {
    if (id == null || id.isNull()) return null;
    if (!id.isTextual() || id.textValue().length() > LONGEST_ID)
      throw Field.bad("id", id, "a string of at most " + LONGEST_ID + " characters");
    return id.textValue();
  }

  private static Problem problem(IOException e, ObjectNode tree) {
    if (e.getCause() instanceof InvalidField invalid)
      return invalid.problem().code().because(path(e) + invalid.getMessage());
    if (e instanceof InvalidTypeIdException)
      return ErrorCode.UNKNOWN_TYPE.because(
          Field.bad("type", tree.get("type").textValue(), "a known message").getMessage());
    if (e instanceof MismatchedInputException mismatch) {
      String expected =
          mismatch.getTargetType() == null ? "another type" : name(mismatch.getTargetType());
      return ErrorCode.BAD_FIELD.because(path(e) + "wrong type (expected: " + expected + ")");
    }
    return ErrorCode.BAD_FIELD.because(path(e) + "unreadable value");
  }

  private static String path(IOException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) return "";
    return mapping.getPath().stream()
        .map(
            step -> step.getFieldName() != null ? step.getFieldName() : "[" + step.getIndex() + "]")
        .collect(Collectors.joining(".", "", ": "))
        .replace(".[", "[");
  }

  private static String name(Class<?> type) {
    if (type == Long.class || type == long.class) return "an integer";
    if (type == Instant.class) return "a time like 2026-01-31T12:00:00.000Z";
    if (type == Boolean.class || type == boolean.class) return "true or false";
    if (Iterable.class.isAssignableFrom(type)) return "an array";
    return type == FileInfo.class ? "an object" : "a string";
  }

  private static String reason(JsonProcessingException e) {
    String place =
        e.getLocation() == null ? "" : " at character " + e.getLocation().getCharOffset();
    return "Not JSON" + place + " (expected: one object, at most " + DEEPEST + " levels deep)";
  }

  private static ObjectMapper mapper() {
    SimpleModule times =
        new SimpleModule()
            .addSerializer(
                Instant.class,
                new JsonSerializer<>() {
                  @Override
                  public void serialize(
                      Instant time, JsonGenerator json, SerializerProvider provider)
                      throws IOException {
                    json.writeString(TIME.format(time));
                  }
                });
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModules(new JavaTimeModule(), times)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        })
      builder.withCoercionConfig(
          LogicalType.Textual, config -> config.setCoercion(shape, CoercionAction.Fail));
    JsonMapper mapper = builder.build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    return mapper;
  }
}
