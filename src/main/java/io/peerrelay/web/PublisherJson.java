package io.peerrelay.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerrelay.publisher.ClientChannels;

/** What is answered to those who have to do with the message queue. */
final class PublisherJson {
  private static final JsonMapper JSON = new JsonMapper();

  private PublisherJson() {}

  static String consuming(String queue, boolean isNew) {
    String words = isNew ? "The queue is consumed now." : "The queue was consumed already.";
    return object("consuming", words).put("queue", queue).put("changed", isNew).toString();
  }

  static String published(String messageId) {
    return object("published", "A message of made-up data is in the queue.")
        .put("messageId", messageId)
        .toString();
  }

  /** The channel's name is without its mark, as its subscribers call it. */
  static String ready(ClientChannels.Ready ready) {
    return JSON.createObjectNode()
        .put("channel", ready.channel().value().substring(1))
        .put("username", ready.user().value())
        .put("token", ready.token().value())
        .put("expiresAt", ready.expiresAt().toString())
        .toString();
  }

  private static ObjectNode object(String status, String message) {
    return JSON.createObjectNode().put("status", status).put("message", message);
  }
}
