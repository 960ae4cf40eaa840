package io.peerrelay.publisher;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.Problem;
import io.peerrelay.settings.PublisherSettings;
import java.util.Map;

/**
 * Which channel a message is for: the one that its header {@code clientId} names, or else its
 * routing key, or else all. A routing key that is the queue's own name comes of writing to the
 * queue directly and names nothing.
 */
record Target(String queue, String broadcast) {
  static final String CLIENT_ID = "clientId";

  static Target of(PublisherSettings settings) {
    return new Target(settings.queue().name(), settings.channels().get(0));
  }

  /**
   * @param name without its mark
   */
  static Channel channel(String name) {
    return new Channel("#" + name);
  }

  /**
   * @throws UnfitMessage if there can be no such channel
   */
  Channel of(Envelope envelope, AMQP.BasicProperties properties) throws UnfitMessage {
    String client = clientId(properties.getHeaders());
    if (client != null) return channel("header " + CLIENT_ID, client);
    String key = envelope.getRoutingKey();
    return key == null || key.isEmpty() || key.equals(queue)
        ? channel(broadcast)
        : channel("routing key", key);
  }

  private static String clientId(Map<String, Object> headers) throws UnfitMessage {
    Object value = headers == null ? null : headers.get(CLIENT_ID);
    if (value == null) return null;
    // What the client library makes of a long string.
    if (value instanceof String || value instanceof LongString) return value.toString();
    throw new UnfitMessage(
        ErrorCode.BAD_FIELD.because(
            "header %s: %s (expected: a string)".formatted(CLIENT_ID, kind(value))));
  }

  private static String kind(Object value) {
    return value instanceof Number ? "a number" : value.getClass().getSimpleName();
  }

  private static Channel channel(String place, String name) throws UnfitMessage {
    try {
      return channel(name);
    } catch (InvalidField e) {
      Problem problem = e.problem();
      throw new UnfitMessage(problem.code().because(place + ": " + problem.message()));
    }
  }
}
