package io.peerrelay.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A published description of the protocol, as the tests read it. */
record Document(JsonNode root) {
  static final Document ASYNC_API = read("asyncapi.yaml");
  static final Document OPEN_API = read("openapi.yaml");

  /** One message of docs/asyncapi.yaml; {@code side} is {@code client} or {@code relay}. */
  record Message(String side, String name, JsonNode node) {
    List<ObjectNode> examples() {
      return stream(node.get("examples"))
          .map(example -> (ObjectNode) example.get("payload"))
          .toList();
    }

    JsonNode schema() {
      return node.get("payload");
    }

    @Override
    public String toString() {
      return side + "." + name;
    }
  }

  /** All that are JSON. */
  static List<Message> messages(String side) {
    return ASYNC_API.root.at("/components/messages").properties().stream()
        .filter(entry -> entry.getKey().startsWith(side + "."))
        .filter(entry -> !entry.getValue().has("contentType"))
        .map(Document::message)
        .toList();
  }

  static List<ObjectNode> examples(String side) {
    return messages(side).stream().flatMap(message -> message.examples().stream()).toList();
  }

  /** The schema itself, or the one that it refers to. */
  JsonNode resolve(JsonNode schema) {
    return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return Stream.iterate(0, index -> index + 1).limit(array.size()).map(array::get);
  }

  private static Message message(Map.Entry<String, JsonNode> entry) {
    int dot = entry.getKey().indexOf('.');
    return new Message(
        entry.getKey().substring(0, dot), entry.getKey().substring(dot + 1), entry.getValue());
  }

  private static Document read(String name) {
    try {
      return new Document(new YAMLMapper().readTree(Path.of("docs", name).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
