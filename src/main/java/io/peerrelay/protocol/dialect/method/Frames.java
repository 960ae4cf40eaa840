package io.peerrelay.protocol.dialect.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.peerrelay.protocol.Json;
import io.peerrelay.protocol.ProcedureRows;
import io.peerrelay.protocol.ServerMessage;

/** What these clients are told, field by field in the order that they know. */
final class Frames {
  private static final int OK = 200;
  private static final String TYPE = "type";

  private Frames() {}

  static String immediate(Call call, ServerMessage answer) {
    return frame("Immediate", call).set("params", params(answer)).toString();
  }

  static String error(Call call, int code, String logId, String text) {
    ObjectNode frame = JsonNodeFactory.instance.objectNode().put(TYPE, "Error");
    frame.set(Call.METHOD, call.method());
    frame.put("code", code);
    if (call.seq() != null) frame.set(Call.SEQ, call.seq());
    return frame.put("log_id", logId).put("params", text).toString();
  }

  /**
   * @param login what all pushes are a stream of
   */
  static String stream(Call login, long number, ServerMessage push) {
    ObjectNode frame = JsonNodeFactory.instance.objectNode().put(TYPE, "Stream");
    frame.set("original_seq", login.seq());
    frame.set(Call.METHOD, login.method());
    frame.put("stream_seq", number);
    int code = push instanceof ServerMessage.Failed failed ? NumericCode.of(failed.code()) : OK;
    frame.put("stream_code", code);
    return frame.set("data", tree(push)).toString();
  }

  private static ObjectNode frame(String type, Call call) {
    ObjectNode frame = JsonNodeFactory.instance.objectNode().put(TYPE, type);
    frame.set(Call.METHOD, call.method());
    if (call.seq() != null) frame.set(Call.SEQ, call.seq());
    return frame;
  }

  private static JsonNode params(ServerMessage answer) {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    if (answer instanceof ProcedureRows rows)
      // As the database wrote it: it may be nested deeper than what the relay reads.
      return params.putRawValue("rows", new RawValue(rows.rows()));
    ObjectNode tree = tree(answer).without(TYPE);
    if (answer instanceof ServerMessage.Welcome) params.set("accessToken", tree.remove("token"));
    return params.setAll(tree);
  }

  private static ObjectNode tree(ServerMessage message) {
    return Json.mapper().valueToTree(message);
  }
}
