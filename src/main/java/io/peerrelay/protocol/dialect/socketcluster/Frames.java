package io.peerrelay.protocol.dialect.socketcluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.peerrelay.protocol.Channel;
import java.io.IOException;
import java.time.Duration;

/**
 * What SocketCluster clients are sent, and how their data become a message's text and back. A text
 * that is JSON is their data as it stands; any other is a string.
 */
final class Frames {
  private static final JsonFactory JSON = new JsonFactory();

  private Frames() {}

  static String ack(long rid) {
    return "{\"rid\":" + rid + "}";
  }

  /**
   * @param json the answer's data
   */
  static String answer(long rid, String json) {
    return "{\"rid\":" + rid + ",\"data\":" + json + "}";
  }

  static String error(long rid, String name, String message) {
    return "{\"rid\":" + rid + ",\"error\":" + error(name, message) + "}";
  }

  static String error(String name, String message) {
    return "{\"name\":" + quoted(name) + ",\"message\":" + quoted(message) + "}";
  }

  /**
   * @param error why the token is not taken; null where nothing is wrong
   */
  static String authentication(boolean isAuthenticated, String error) {
    return "{" + login(isAuthenticated, error) + "}";
  }

  static String handshake(String id, Duration pingTimeout, boolean isAuthenticated, String error) {
    return "{\"id\":\""
        + id
        + "\","
        + login(isAuthenticated, error)
        + ",\"pingTimeout\":"
        + pingTimeout.toMillis()
        + "}";
  }

  private static String login(boolean isAuthenticated, String error) {
    return "\"isAuthenticated\":"
        + isAuthenticated
        + (error == null ? "" : ",\"authError\":" + error);
  }

  /** A channel's name stands by itself or in an object. */
  static String channelName(JsonNode data) {
    return (data.isTextual() ? data : data.path("channel")).asText();
  }

  /** The relay's own mark is not a part of these names. */
  static Channel channel(String name) {
    return new Channel("#" + name);
  }

  /**
   * @param seq null for clients that don't want to know it
   */
  static String publish(String channel, String text, Long seq) {
    return "{\"event\":\"#publish\",\"data\":{\"channel\":"
        + quoted(channel)
        + ",\"data\":"
        + (isJson(text) ? text : quoted(text))
        + (seq == null ? "" : ",\"seq\":" + seq)
        + "}}";
  }

  static String kickOut(String channel, String message) {
    return "{\"event\":\"#kickOut\",\"data\":{\"channel\":"
        + quoted(channel)
        + ",\"message\":"
        + quoted(message)
        + "}}";
  }

  /** What a client's data are as the text of a message. */
  static String text(JsonNode data) {
    if (data.isMissingNode()) return "null";
    if (data.isTextual() && isPlain(data.textValue())) return data.textValue();
    return data.toString();
  }

  /** Whether it can stand by itself and comes back as the same string. */
  private static boolean isPlain(String text) {
    return !text.isBlank()
        && text.codePoints().noneMatch(point -> point != '\n' && Character.isISOControl(point))
        && !isJson(text);
  }

  private static boolean isJson(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) return false;
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
