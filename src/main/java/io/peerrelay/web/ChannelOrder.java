package io.peerrelay.web;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import io.peerrelay.publisher.ClientChannels;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The body {name, email?, password, clientId?} of a client that wants its own channel. */
final class ChannelOrder {
  private static final int LARGEST_BODY = 16 * 1024;
  private static final Duration BODY_DEADLINE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = new JsonMapper();

  private ChannelOrder() {}

  sealed interface Result {}

  record Read(ClientChannels.Order order) implements Result {}

  record Unreadable(Problem problem) implements Result {}

  static CompletionStage<Result> read(HttpRequest request, ActorSystem<?> system) {
    return request
        .entity()
        .withSizeLimit(LARGEST_BODY)
        .toStrict(BODY_DEADLINE.toMillis(), system)
        .thenApply(body -> read(body.getData().utf8String()))
        .exceptionally(failure -> new Unreadable(tooLarge()));
  }

  private static Result read(String text) {
    try {
      JsonNode body = JSON.readTree(text);
      if (!body.isObject()) return new Unreadable(notJson());
      return new Read(
          new ClientChannels.Order(
              required(body, "name", Username::new),
              required(body, "password", Secret::new),
              optional(body, "email", EmailAddress::new),
              optional(body, "clientId", id -> new Channel("#" + id))));
    } catch (JsonProcessingException e) {
      return new Unreadable(notJson());
    } catch (WrongField e) {
      return new Unreadable(ErrorCode.BAD_FIELD.because(e.getMessage()));
    }
  }

  private static <T> T required(JsonNode body, String name, Function<String, T> type) {
    T value = optional(body, name, type);
    if (value == null) throw new WrongField(name + ": missing (expected: a value)");
    return value;
  }

  private static <T> T optional(JsonNode body, String name, Function<String, T> type) {
    JsonNode value = body.get(name);
    if (value == null || value.isNull()) return null;
    if (!value.isTextual()) throw new WrongField(name + ": no string (expected: a string)");
    try {
      return type.apply(value.textValue());
    } catch (InvalidField e) {
      String words = e.problem().message();
      throw new WrongField(name + words.substring(words.indexOf(": ")));
    }
  }

  /** A value of the wrong kind; never leaves this class. */
  private static final class WrongField extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongField(String message) {
      super(message);
    }
  }

  private static Problem notJson() {
    return ErrorCode.BAD_JSON.because("The body is no JSON object (expected: one JSON object)");
  }

  private static Problem tooLarge() {
    return ErrorCode.TOO_LARGE.because(
        "The body is too large or came too slowly (expected: at most " + LARGEST_BODY + " bytes)");
  }
}
