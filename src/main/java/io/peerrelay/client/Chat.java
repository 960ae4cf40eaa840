package io.peerrelay.client;

import io.peerrelay.protocol.Attachment;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.ServerMessage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The messages of one client: to and from users and channels. A conversation is named by {@link
 * Recipient#conversation}. Whatever the protocol does not allow, as a text that is too long for any
 * relay, is refused at once with an {@link InvalidField}; all else fails the future with a {@link
 * RelayException}.
 */
public final class Chat {
  private final Line line;

  Chat(Line line) {
    this.line = line;
  }

  /**
   * From now on the listener hears what is said, and after each login first what was missed.
   *
   * @param cursors the last number that is known of each conversation; of others, what the user has
   *     not read counts as missed
   * @throws IllegalStateException after the login: something may have been said already
   */
  public void listen(Map<ConversationId, Long> cursors, ChatListener listener) {
    line.conversations().incoming().listen(cursors, listener);
  }

  /**
   * Messages up to this number are known, as from {@link #history}: the listener does not hear them
   * any more.
   */
  public void skip(ConversationId conversation, long seq) {
    line.conversations().incoming().skip(conversation, seq);
  }

  public CompletableFuture<ConversationMessage.Sent> send(Recipient to, String text) {
    return send(to, text, List.of(), null);
  }

  /**
   * Says something. What breaks on its way is sent again, after a reconnect too, until the relay
   * has stored it, once; messages to the same recipient are stored in the order of these calls.
   *
   * @param text may be null where there are attachments
   * @param replyTo number of a message of the same conversation; may be null
   * @return fails where the relay refuses it for good, or the client is closed before
   */
  public CompletableFuture<ConversationMessage.Sent> send(
      Recipient to, String text, List<Attachment> attachments, Long replyTo) {
    String reference = UUID.randomUUID().toString();
    return line.conversations()
        .outgoing()
        .send(new ConversationRequest.Message(to, text, reference, attachments, replyTo));
  }

  /** Gives one of the user's own messages another text. */
  public CompletableFuture<ServerMessage.Ok> edit(
      ConversationId conversation, long seq, String text) {
    return ok(new ConversationRequest.Edit(conversation, seq, text));
  }

  /** Takes one of the user's own messages back. */
  public CompletableFuture<ServerMessage.Ok> delete(ConversationId conversation, long seq) {
    return ok(new ConversationRequest.Delete(conversation, seq));
  }

  /**
   * @param reaction null takes back the one before
   */
  public CompletableFuture<ServerMessage.Ok> react(
      ConversationId conversation, long seq, Reaction reaction) {
    return ok(new ConversationRequest.React(conversation, seq, reaction));
  }

  /** This message and all before it have come to this device. */
  public CompletableFuture<ServerMessage.Ok> delivered(ConversationId conversation, long seq) {
    return ok(new ConversationRequest.Delivered(conversation, seq));
  }

  /** The user has seen this message and all before it. */
  public CompletableFuture<ServerMessage.Ok> read(ConversationId conversation, long seq) {
    return ok(new ConversationRequest.Read(conversation, seq));
  }

  /** The user is writing; said again every few seconds while that goes on. Nothing answers. */
  public void typing(Recipient to) {
    line.tell(new ConversationRequest.Typing(to));
  }

  /**
   * Messages as they are now, oldest first.
   *
   * @param after only those with a higher number, from the first on; null: the last ones
   * @param before only those with a lower number; may be null
   * @param limit how many at most, 1 to {@value ConversationRequest#MOST_MESSAGES}
   */
  public CompletableFuture<ConversationMessage.History> history(
      ConversationId conversation, Long after, Long before, int limit) {
    return line.request(
        new ConversationRequest.History(conversation, after, before, limit),
        ConversationMessage.History.class);
  }

  /**
   * Messages that have all words of the text in them.
   *
   * @param conversation null for all of the user's
   * @param limit how many at most, 1 to {@value ConversationRequest#MOST_MESSAGES}
   */
  public CompletableFuture<ServerMessage.Found> search(
      String text, ConversationId conversation, int limit) {
    return line.request(
        new ConversationRequest.Search(text, conversation, limit), ServerMessage.Found.class);
  }

  private CompletableFuture<ServerMessage.Ok> ok(ConversationRequest request) {
    return line.request(request, ServerMessage.Ok.class);
  }
}
