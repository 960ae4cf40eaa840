package io.peerrelay.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * The relay protocol, version 1: one JSON object a text frame. Bad input becomes a value, never an
 * exception.
 */
public final class RelayDialect {
  private static final int LONGEST_ID = 64;
  private static final String ID = "id";
  private static final String RE = "re";
  private static final String TYPE = "type";

  private static final ObjectMapper MAPPER = Json.mapper();

  private RelayDialect() {}

  public static Request decode(String text) {
    return decode(text, tree -> tree);
  }

  /** A body that is by its place a message of one type, whatever it says itself. */
  public static Request decodeAs(String type, String text) {
    return decode(text, tree -> tree.put(TYPE, type));
  }

  private static Request decode(String text, UnaryOperator<ObjectNode> typed) {
    String id = null;
    try {
      ObjectNode tree = typed.apply(object(text));
      id = label(tree, ID);
      return new Request.Asked(id, message(tree, ClientMessage.class));
    } catch (InvalidField e) {
      return new Request.Refused(id, e.problem());
    }
  }

  /**
   * A frame's text.
   *
   * @param re the id of the request that this answers; null where it answers none
   */
  public static String encode(String re, ServerMessage message) {
    return labelled(message, RE, re);
  }

  /** For clients: the request as a frame's text. */
  public static String encode(String id, ClientMessage message) {
    return labelled(message, ID, id);
  }

  /**
   * For clients: what the relay said.
   *
   * @throws InvalidField where this version does not know the message
   */
  public static Answer decodeAnswer(String text) {
    ObjectNode tree = object(text);
    generalizeNewerCode(tree);
    return new Answer(label(tree, RE), message(tree, ServerMessage.class));
  }

  // A code of a newer relay still ends a request or a transfer: by whether trying again helps.
  private static void generalizeNewerCode(ObjectNode tree) {
    JsonNode code = tree.get("code");
    if (code == null || !code.isTextual() || ErrorCode.isKnown(code.textValue())) return;
    boolean retryable = tree.path("retryable").asBoolean();
    tree.put("code", (retryable ? ErrorCode.UNAVAILABLE : ErrorCode.BAD_FIELD).code());
  }

  /**
   * What the relay said.
   *
   * @param re the id of the request that it answers; null for a push
   */
  public record Answer(String re, ServerMessage message) {}

  private static ObjectNode object(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (tree instanceof ObjectNode object) return object;
      throw Explanation.notAnObject(tree);
    } catch (JsonProcessingException e) {
      throw Explanation.of(e);
    }
  }

  private static <T> T message(ObjectNode tree, Class<T> kind) {
    JsonNode type = tree.get(TYPE);
    if (type == null || !type.isTextual())
      throw Field.bad(TYPE, Explanation.kind(type), "a string that names the message");
    try {
      return MAPPER.treeToValue(tree, kind);
    } catch (IOException e) {
      throw Explanation.of(e, tree);
    }
  }

  /** What ties an answer to its request, or null. */
  private static String label(ObjectNode tree, String name) {
    JsonNode label = tree.get(name);
    if (label == null || label.isNull()) return null;
    if (!label.isTextual())
      throw Field.bad(
          name, Explanation.kind(label), "a string of at most " + LONGEST_ID + " characters");
    return Field.atMost(name, label.textValue(), LONGEST_ID);
  }

  /** The label goes into the finished text: a tree for it would double the cost of an answer. */
  private static String labelled(Object message, String name, String label) {
    try {
      String json = MAPPER.writeValueAsString(message);
      if (label == null) return json;
      StringBuilder text = new StringBuilder(json.length() + label.length() + 10);
      text.append(json, 0, json.length() - 1).append(",\"").append(name).append("\":\"");
      JsonStringEncoder.getInstance().quoteAsString(label, text);
      return text.append("\"}").toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "message: " + message + " (expected: one that JSON can hold)", e);
    }
  }
}
