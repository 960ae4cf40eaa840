package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/asyncapi.yaml says of each message what its record says: fields, which are required, limits.
 */
class AsyncApiTest {
  private static final Document API = Document.ASYNC_API;

  /** Each matches some of the patterns. */
  private static final List<String> TEXTS =
      List.of(
          "ab",
          "a b",
          "a".repeat(64),
          "a".repeat(65),
          "A1".repeat(32),
          "#",
          "#ü",
          "#a b",
          "#" + "a".repeat(64),
          "#" + "a".repeat(257),
          ":",
          "anna:",
          "Anna:bob",
          "anna:bob:carla",
          "a".repeat(256) + ":" + "b".repeat(256),
          "a".repeat(256) + ":" + "b".repeat(257),
          "http://example.org",
          "https://example.org/?q=ü",
          "ftp://example.org",
          "javascript:alert(1)");

  static Stream<Document.Message> messages() {
    return Stream.of("client", "relay").flatMap(side -> Document.messages(side).stream());
  }

  static Stream<Document.Message> requests() {
    return Document.messages("client").stream();
  }

  @Test
  void errorCodesAreThoseOfTheTable() {
    assertThat(texts(API.root().at("/components/schemas/errorCode/enum")))
        .containsExactlyElementsOf(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(API.root().findValuesAsText("$ref"))
        .hasSizeGreaterThan(100)
        .allSatisfy(to -> assertThat(API.root().at(to.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void everyMessageIsOnTheChannelAndPartOfAnOperation() {
    Set<String> all = names(API.root().at("/components/messages"));
    assertThat(names(API.root().at("/channels/socket/messages"))).isEqualTo(all);
    Stream<String> used =
        API.root().get("operations").findValuesAsText("$ref").stream()
            .filter(to -> to.contains("/messages/"))
            .map(to -> to.substring(to.lastIndexOf('/') + 1));
    assertThat(used.collect(Collectors.toSet())).isEqualTo(all);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void hasTheFieldsOfTheRecord(Document.Message message) {
    Class<?> kind = message.side().equals("client") ? ClientMessage.class : ServerMessage.class;
    Class<?> type =
        Arrays.stream(kind.getAnnotation(JsonSubTypes.class).value())
            .filter(named -> named.name().equals(message.name()))
            .findFirst()
            .orElseThrow()
            .value();
    Set<String> fields = components(type);
    fields.addAll(List.of("type", kind == ClientMessage.class ? "id" : "re"));
    assertThat(names(message.schema().get("properties"))).isEqualTo(fields);
    assertThat(message.schema().at("/properties/type/const").asText()).isEqualTo(message.name());
  }

  @Test
  void partsHaveTheFieldsOfTheirRecords() {
    assertThat(names(API.root().at("/components/schemas/file/properties")))
        .isEqualTo(components(FileInfo.class));
    assertThat(names(API.root().at("/components/schemas/attachment/properties")))
        .isEqualTo(components(Attachment.class));
    assertThat(names(API.root().at("/components/schemas/limits/properties")))
        .isEqualTo(components(ServerMessage.Limits.class));
    assertThat(names(API.root().at("/components/schemas/offerNote/properties")))
        .isEqualTo(components(OfferNote.class));
    assertThat(names(API.root().at("/components/schemas/channelInfo/properties")))
        .isEqualTo(components(ChannelInfo.class));
    assertThat(names(API.root().at("/components/schemas/channelMember/properties")))
        .isEqualTo(components(ChannelMember.class));
    assertThat(names(API.root().at("/components/schemas/contact/properties")))
        .isEqualTo(components(Contact.class));
    assertThat(names(API.root().at("/components/schemas/sessionInfo/properties")))
        .isEqualTo(components(SessionInfo.class));
    assertThat(names(API.root().at("/components/schemas/conversationInfo/properties")))
        .isEqualTo(components(ConversationInfo.class));
    assertThat(names(API.root().at("/components/schemas/lastMessage/properties")))
        .isEqualTo(components(ConversationInfo.LastMessage.class));
  }

  static Stream<Map.Entry<String, Class<?>>> values() {
    return Stream.of(
        Map.entry("schemas/via", Via.class),
        Map.entry("schemas/posting", Posting.class),
        Map.entry("schemas/role", Role.class),
        Map.entry("schemas/contact/properties/standing", Standing.class),
        Map.entry("schemas/offerNote/properties/status", OfferStatus.class),
        Map.entry("messages/relay.receipt/payload/properties/status", ReceiptStatus.class),
        Map.entry("messages/relay.membership/payload/properties/change", MembershipChange.class));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreThoseOfTheEnum(Map.Entry<String, Class<?>> values) {
    assertThat(texts(API.root().at("/components/" + values.getKey() + "/enum")))
        .containsExactlyElementsOf(
            Arrays.stream(values.getValue().getFields())
                .map(constant -> constant.getAnnotation(JsonProperty.class).value())
                .toList());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aFieldIsRequiredWhereTheRecordRequiresIt(Document.Message message) {
    for (ObjectNode example : message.examples())
      for (String field : names(example)) {
        ObjectNode without = example.deepCopy().without(field);
        assertThat(isAccepted(message, without))
            .as("%s without %s", example, field)
            .isEqualTo(isComplete(message.schema(), without));
      }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void limitsAreThoseOfTheRecord(Document.Message message) {
    for (ObjectNode example : message.examples())
      assertLimits(message, example, example, message.schema().get("properties"));
  }

  /** At each limit of each field there the example still is accepted, and beyond it no longer. */
  private static void assertLimits(
      Document.Message message, ObjectNode example, ObjectNode part, JsonNode properties) {
    for (String field : List.copyOf(names(part))) {
      JsonNode before = part.get(field);
      JsonNode schema = API.resolve(properties.get(field));
      for (Map.Entry<JsonNode, Boolean> probe : probes(part, before, schema)) {
        part.set(field, probe.getKey());
        assertThat(isAccepted(message, example))
            .as("%s: %.50s", field, probe.getKey())
            .isEqualTo(probe.getValue());
      }
      // One after the other, because files have a limit together too.
      if (before.isArray() && before.get(0).isObject())
        for (JsonNode item : before) {
          part.putArray(field).add(item);
          JsonNode items = API.resolve(schema.get("items"));
          assertLimits(message, example, (ObjectNode) item, items.get("properties"));
        }
      part.set(field, before);
    }
  }

  private static List<Map.Entry<JsonNode, Boolean>> probes(
      ObjectNode nodes, JsonNode before, JsonNode schema) {
    List<Map.Entry<JsonNode, Boolean>> probes = new ArrayList<>();
    if (schema.has("maximum")) {
      probes.add(Map.entry(nodes.numberNode(schema.get("maximum").longValue()), true));
      probes.add(Map.entry(nodes.numberNode(schema.get("maximum").longValue() + 1), false));
    }
    if (schema.has("minimum")) {
      probes.add(Map.entry(nodes.numberNode(schema.get("minimum").longValue()), true));
      probes.add(Map.entry(nodes.numberNode(schema.get("minimum").longValue() - 1), false));
    }
    if (schema.has("maxLength")) {
      int most = schema.get("maxLength").intValue();
      if (!schema.has("format") && !schema.has("pattern"))
        probes.add(Map.entry(nodes.textNode("é".repeat(most)), true));
      probes.add(Map.entry(nodes.textNode("é".repeat(most + 1)), false));
    }
    if (schema.path("type").asText().equals("string"))
      probes.add(
          Map.entry(
              nodes.textNode(""),
              !schema.has("minLength")
                  && !schema.has("pattern")
                  && !schema.has("format")
                  && !schema.has("enum")));
    if (schema.has("enum")) {
      for (JsonNode value : schema.get("enum")) probes.add(Map.entry(value, true));
      probes.add(Map.entry(nodes.textNode("novel"), false));
    }
    if (schema.has("pattern"))
      for (String text : TEXTS)
        probes.add(
            Map.entry(
                nodes.textNode(text),
                Pattern.compile(schema.get("pattern").textValue()).matcher(text).find()));
    if (schema.path("items").path("type").asText().equals("integer")) {
      for (int count : new int[] {0, 1, 1000, 1001}) {
        ArrayNode ascending = nodes.arrayNode();
        for (int i = 0; i < count; i++) ascending.add(i);
        probes.add(Map.entry(ascending, count <= schema.get("maxItems").intValue()));
      }
      probes.add(Map.entry(nodes.arrayNode().add(1).add(1), false));
      probes.add(Map.entry(nodes.arrayNode().add(-1), false));
    } else if (schema.has("maxItems")) {
      int most = schema.get("maxItems").intValue();
      for (int count : new int[] {0, 1, most, most + 1})
        probes.add(
            Map.entry(
                nodes.arrayNode().addAll(Collections.nCopies(count, before.get(0))),
                count >= schema.path("minItems").intValue() && count <= most));
    }
    if (schema.has("maxProperties")) {
      int most = schema.get("maxProperties").intValue();
      for (int count : new int[] {0, 1, most, most + 1}) {
        ObjectNode entries = nodes.objectNode();
        for (int i = 0; i < count; i++)
          if (schema.has("propertyNames")) entries.put("field" + i, "");
          else entries.put("anna:bob" + i, i);
        probes.add(Map.entry(entries, count <= most));
      }
    }
    return probes;
  }

  private static boolean isAccepted(Document.Message message, ObjectNode example) {
    if (message.side().equals("client"))
      return RelayDialect.decode(example.toString()) instanceof Request.Asked;
    try {
      RelayDialect.decodeAnswer(example.toString());
      return true;
    } catch (InvalidField e) {
      return false;
    }
  }

  private static boolean isComplete(JsonNode schema, ObjectNode example) {
    return names(example).containsAll(texts(schema.get("required")))
        && (!schema.has("anyOf")
            || Document.stream(schema.get("anyOf"))
                .anyMatch(either -> names(example).containsAll(texts(either.get("required")))));
  }

  private static Set<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(AsyncApiTest::nameOnTheWire)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String nameOnTheWire(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> texts(JsonNode array) {
    return Document.stream(array).map(JsonNode::asText).toList();
  }
}
