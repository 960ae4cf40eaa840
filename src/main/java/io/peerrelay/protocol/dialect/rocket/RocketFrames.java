package io.peerrelay.protocol.dialect.rocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerrelay.protocol.AccountMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Json;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import java.util.Map;

/** What clients of {@link Rocket} are told. */
final class RocketFrames {
  static final String PING = "{\"type\":\"ping\"}";

  private RocketFrames() {}

  static String of(String message, String status) {
    return frame(message, status).toString();
  }

  /** The first server said the same whatever was wrong; what else is known stands beside it. */
  static String loginError(String status, ServerMessage.Error error) {
    ObjectNode frame = frame("Login error", status);
    if (error.code() != ErrorCode.BAD_CREDENTIALS) frame.put("reason", error.message());
    return frame.toString();
  }

  static String logged(String status, AccountMessage.Profile profile, Secret token) {
    ObjectNode frame = frame("You logged.", status);
    frame.set("flag", flag(profile, token));
    return frame.toString();
  }

  private static ObjectNode frame(String message, String status) {
    return Json.mapper().createObjectNode().put("message", message).put("rocketStatus", status);
  }

  /**
   * All that its clients look at. Points, rank, permission and ban were the game's to give: nobody
   * has more of them here than a beginner, whatever is said in a profile.
   */
  private static ObjectNode flag(AccountMessage.Profile profile, Secret token) {
    String username = profile.username().value();
    Map<String, String> fields = profile.fields().values();
    return Json.mapper()
        .createObjectNode()
        .put("email", profile.email() == null ? username : profile.email().value())
        .put("nickname", fields.getOrDefault("nickname", fields.getOrDefault("name", username)))
        .put("confirmed", profile.confirmed())
        .put("token", token.value())
        .put("online", true)
        .put("points", 0)
        .put("rank", "junior")
        .put("permission", "basic")
        .put("age", fields.getOrDefault("age", ""))
        .put("country", fields.getOrDefault("country", ""))
        .put("ban", false)
        .put("profileUrl", fields.getOrDefault("profileUrl", fields.getOrDefault("img", "")));
  }
}
