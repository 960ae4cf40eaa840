package io.peerrelay.protocol.dialect.typequery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.peerrelay.protocol.Attachment;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Json;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What these clients are sent. */
final class Frames {
  private Frames() {}

  private record Authorized(String status, Username username) {}

  private record Comments(String status, List<Item> comments) {}

  private record Reactions(String status, long like, long dislike) {}

  private record Success(String status) {}

  private record Failure(String status, String reason) {}

  /**
   * One comment.
   *
   * @param img null for none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Item(
      long id,
      Username username,
      String img,
      String comment,
      long like,
      long dislike,
      Instant date) {
    static Item of(ConversationMessage.Message message) {
      return new Item(
          message.seq(),
          message.from(),
          link(message.attachments()),
          Objects.requireNonNullElse(message.text(), ""),
          Objects.requireNonNullElse(message.like(), 0L),
          Objects.requireNonNullElse(message.dislike(), 0L),
          message.time());
    }

    private static String link(List<Attachment> attachments) {
      return attachments == null
          ? null
          : attachments.stream()
              .map(Attachment::url)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    }
  }

  static String authorized(Username username) {
    return json(new Authorized("authorized", username));
  }

  static String success() {
    return json(new Success("success"));
  }

  static String failure(String reason) {
    return json(new Failure("failure", reason));
  }

  static String item(ConversationMessage.Message message) {
    return json(Item.of(message));
  }

  static String comments(List<ConversationMessage.Message> messages) {
    return json(new Comments("success", messages.stream().map(Item::of).toList()));
  }

  static String reactions(ConversationMessage.Message message) {
    Item item = Item.of(message);
    return json(new Reactions("success", item.like(), item.dislike()));
  }

  private static String json(Object frame) {
    try {
      return Json.mapper().writeValueAsString(frame);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("frame: " + frame + " (expected: JSON can hold it)", e);
    }
  }
}
