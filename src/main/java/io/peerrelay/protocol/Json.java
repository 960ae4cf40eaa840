package io.peerrelay.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** JSON as the protocol has it: strict about types, bounded in depth, times with milliseconds. */
public final class Json {
  static final int DEEPEST = 16;
  static final int LONGEST_NUMBER = 100;
  static final int LONGEST_NAME = 1000;
  static final String TIME_SHAPE = "a time like 2026-01-31T12:00:00.000Z";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final JsonMapper MAPPER = strict();

  private Json() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** A text of a client as a tree; missing where it is no JSON. */
  public static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static JsonMapper strict() {
    JsonMapper.Builder builder =
        JsonMapper.builder(factory())
            .addModule(times())
            .addModule(keys())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean))
      builder.withCoercionConfig(
          LogicalType.Textual, config -> config.setCoercion(shape, CoercionAction.Fail));
    return builder.build();
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        // Field names are the client's choice: a table shared by all sockets is theirs to fill.
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER)
                .maxNameLength(LONGEST_NAME)
                .build())
        .build();
  }

  /** By itself the reader would hide what is wrong with a key. */
  private static SimpleModule keys() {
    return new SimpleModule()
        .addKeyDeserializer(
            ConversationId.class,
            new KeyDeserializer() {
              @Override
              public ConversationId deserializeKey(String key, DeserializationContext context) {
                return new ConversationId(key);
              }
            });
  }

  private static SimpleModule times() {
    return new SimpleModule()
        .addSerializer(
            new StdScalarSerializer<>(Instant.class) {
              private static final long serialVersionUID = 1L;

              @Override
              public void serialize(Instant time, JsonGenerator json, SerializerProvider provider)
                  throws IOException {
                json.writeString(TIME.format(time));
              }
            })
        .addDeserializer(
            Instant.class,
            new StdScalarDeserializer<>(Instant.class) {
              private static final long serialVersionUID = 1L;

              @Override
              public Instant deserialize(JsonParser json, DeserializationContext context)
                  throws IOException {
                if (!json.currentToken().isScalarValue() || json.currentToken().isNumeric())
                  return (Instant) context.handleUnexpectedToken(Instant.class, json);
                String text = json.getText();
                try {
                  return Instant.parse(text);
                } catch (DateTimeException e) {
                  throw Field.bad("time", text, TIME_SHAPE);
                }
              }
            });
  }
}
