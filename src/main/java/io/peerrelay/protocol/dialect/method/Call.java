package io.peerrelay.protocol.dialect.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerrelay.protocol.Json;

/**
 * What an answer repeats of a call. It is all in the id of the relay's request, so that nothing has
 * to be remembered of calls that are never answered.
 *
 * @param method as the client gave it; null if it gave none that can be repeated
 * @param seq as the client gave it; absent (not JSON's null) if it gave none
 */
record Call(JsonNode method, JsonNode seq) {
  static final String METHOD = "method";
  static final String SEQ = "seq";

  /** Both together must fit into an id of the relay's. */
  static final int LONGEST_SEQ = 40;

  private static final Call UNKNOWN = new Call(NullNode.getInstance(), null);

  static Call unknown() {
    return UNKNOWN;
  }

  static Call of(int method) {
    return new Call(JsonNodeFactory.instance.numberNode(method), null);
  }

  static Call of(ObjectNode message) {
    JsonNode method = message.path(METHOD);
    JsonNode seq = message.path(SEQ);
    return new Call(
        isRepeatable(method) ? method : NullNode.getInstance(), isRepeatable(seq) ? seq : null);
  }

  /** As {@link #id} made it. */
  static Call ofId(String id) {
    JsonNode parts = Json.read(id);
    return new Call(parts.path(0), parts.get(1));
  }

  String id() {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode().add(method);
    if (seq != null) parts.add(seq);
    return parts.toString();
  }

  /** Whether it stands for all that the client has said. */
  boolean repeats(ObjectNode message) {
    return seq != null || !message.has(SEQ);
  }

  private static boolean isRepeatable(JsonNode given) {
    return given.isValueNode() && given.toString().length() <= LONGEST_SEQ;
  }
}
