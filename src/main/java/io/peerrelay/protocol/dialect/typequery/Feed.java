package io.peerrelay.protocol.dialect.typequery;

import io.peerrelay.protocol.Attachment;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.dialect.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A channel as a list of comments, for who is in it.
 *
 * <pre>
 *  page 1     the numbers from the newest down, as many as a page has;
 *  page 2     as many below those, and so on. Deleted comments leave their page shorter.
 * </pre>
 */
final class Feed {
  private final Dialogue dialogue;
  private final Channel channel;
  private final ConversationId id;
  private final int pageSize;

  Feed(Dialogue dialogue, Channel channel, int pageSize) {
    this.dialogue = dialogue;
    this.channel = channel;
    this.id = ConversationId.of(channel);
    this.pageSize = pageSize;
  }

  Channel channel() {
    return channel;
  }

  boolean shows(ConversationMessage.Message message) {
    return message.conversation().equals(id) && !Boolean.TRUE.equals(message.deleted());
  }

  Turn comment(Optional<String> comment, Optional<String> img) {
    List<Attachment> attachments =
        img.map(url -> new Attachment(null, url, null)).stream().toList();
    return dialogue.ask(
        new ConversationRequest.Message(
            new Recipient.Members(channel), comment.orElse(null), null, attachments, null),
        answer ->
            answer instanceof ConversationMessage.Sent
                ? Turn.say(Frames.success())
                : failure(answer));
  }

  Turn react(long seq, Reaction reaction) {
    return dialogue.ask(
        new ConversationRequest.React(id, seq, reaction),
        answer -> answer instanceof ServerMessage.Ok ? count(seq) : failure(answer));
  }

  /** The answer to a reaction has no counts, and there is no push where it changed nothing. */
  private Turn count(long seq) {
    return dialogue.ask(
        new ConversationRequest.History(id, seq - 1, seq + 1, 1),
        answer -> {
          if (!(answer instanceof ConversationMessage.History found)) return failure(answer);
          return found.messages().stream()
              .filter(this::shows)
              .findFirst()
              .map(message -> Turn.say(Frames.reactions(message)))
              .orElseGet(() -> Turn.say(Frames.failure("id: deleted meanwhile")));
        });
  }

  /**
   * @param page from 1 on
   */
  Turn page(long page) {
    return dialogue.ask(
        new ConversationRequest.History(id, null, null, 1),
        answer -> {
          if (!(answer instanceof ConversationMessage.History newest)) return failure(answer);
          long head = newest.messages().isEmpty() ? 0 : last(newest.messages()).seq();
          if (page - 1 > head / pageSize) return Turn.say(Frames.comments(List.of()));
          long top = head - (page - 1) * pageSize;
          return collect(Math.max(0, top - pageSize), top + 1, new ArrayList<>());
        });
  }

  /** A long page comes in pieces. */
  private Turn collect(long after, long before, List<ConversationMessage.Message> found) {
    if (after >= before - 1) return comments(found);
    return dialogue.ask(
        new ConversationRequest.History(id, after, before, pageSize),
        answer -> {
          if (!(answer instanceof ConversationMessage.History piece)) return failure(answer);
          piece.messages().stream().filter(this::shows).forEach(found::add);
          return piece.more() && !piece.messages().isEmpty()
              ? collect(last(piece.messages()).seq(), before, found)
              : comments(found);
        });
  }

  private static Turn comments(List<ConversationMessage.Message> oldestFirst) {
    Collections.reverse(oldestFirst);
    return Turn.say(Frames.comments(oldestFirst));
  }

  private static ConversationMessage.Message last(List<ConversationMessage.Message> messages) {
    return messages.get(messages.size() - 1);
  }

  private static Turn failure(ServerMessage answer) {
    return Turn.say(Frames.failure(Reason.of(answer)));
  }
}
