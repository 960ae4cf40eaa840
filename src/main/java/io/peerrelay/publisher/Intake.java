package io.peerrelay.publisher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.rabbitmq.client.AMQP;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a message of the queue comes to: something to post, or why it can't be. */
final class Intake {
  private static final JsonFactory JSON = new JsonFactory();

  /** As long as a client's own name for a message may be. */
  private static final int LONGEST_REFERENCE = 64;

  private final Target target;
  private final int largest;

  sealed interface Result {
    Delivery delivery();
  }

  /**
   * @param channel where it is to be posted
   */
  record Fit(Delivery delivery, ConversationId channel, ConversationCommand.Draft draft)
      implements Result {
    int size() {
      return delivery.body().length;
    }
  }

  record Unfit(Delivery delivery, Problem problem) implements Result {}

  /**
   * @param largest bytes that a message may have
   */
  Intake(Target target, int largest) {
    this.target = target;
    this.largest = largest;
  }

  Result read(Delivery delivery) {
    try {
      String text = text(delivery.body());
      return new Fit(
          delivery,
          ConversationId.of(target.of(delivery.envelope(), delivery.properties())),
          new ConversationCommand.Draft(text, reference(delivery.properties())));
    } catch (UnfitMessage e) {
      return new Unfit(delivery, e.problem());
    }
  }

  private String text(byte[] body) throws UnfitMessage {
    if (body.length == 0) throw unfit(ErrorCode.BAD_JSON, "The message has no body.");
    if (body.length > largest)
      throw unfit(
          ErrorCode.TOO_LARGE,
          "The message has %d bytes (expected: at most %d)".formatted(body.length, largest));
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      check(text);
      // Between the parts of JSON any line end is as good, and texts of channels have only this
      // one.
      return text.replace("\r\n", "\n").replace('\r', '\n');
    } catch (CharacterCodingException e) {
      throw unfit(ErrorCode.BAD_JSON, "The body is not UTF-8.");
    }
  }

  private static void check(String text) throws UnfitMessage {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) throw unfit(ErrorCode.BAD_JSON, "The body is empty.");
      parser.skipChildren();
      if (parser.nextToken() != null)
        throw unfit(ErrorCode.BAD_JSON, "The body has something behind its JSON.");
    } catch (IOException e) {
      throw unfit(ErrorCode.BAD_JSON, "The body is not JSON (expected: one value, in UTF-8).");
    }
  }

  /** The sender's own name for it; null where it gave none. */
  private static String reference(AMQP.BasicProperties properties) {
    String id = properties.getMessageId();
    if (id == null || id.isEmpty()) return null;
    return id.length() <= LONGEST_REFERENCE ? id : digest(id);
  }

  private static String digest(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static UnfitMessage unfit(ErrorCode code, String message) {
    return new UnfitMessage(code.because(message));
  }
}
