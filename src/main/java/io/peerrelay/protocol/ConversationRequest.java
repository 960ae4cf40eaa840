package io.peerrelay.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client may ask about conversations. */
public sealed interface ConversationRequest extends ClientMessage {
  /** The longest text that any relay takes, in characters; a relay's own limit may be lower. */
  int LONGEST_TEXT = 20_000;

  int LONGEST_REFERENCE = 64;
  int MOST_ATTACHMENTS = 10;
  int MOST_MESSAGES = 500;
  int MOST_CONVERSATIONS = 100;
  int MOST_CURSORS = 1_000;
  int LONGEST_SEARCH = 200;

  /** Concerns one conversation by its id. */
  sealed interface AboutConversation extends ConversationRequest {
    ConversationId conversation();
  }

  /**
   * @param clientRef the sender's own name for it: sent again under the same one, it is the same
   *     message
   * @param replyTo which message of the conversation it answers
   */
  record Message(
      Recipient to, String text, String clientRef, List<Attachment> attachments, Long replyTo)
      implements ConversationRequest {
    public Message {
      Field.required("to", to);
      attachments =
          attachments == null || attachments.isEmpty()
              ? null
              : Field.list("attachments", attachments, MOST_ATTACHMENTS);
      if (attachments == null || text != null) Field.lines("text", text, LONGEST_TEXT);
      if (clientRef != null) Field.text("clientRef", clientRef, LONGEST_REFERENCE);
      optionalSeq("replyTo", replyTo);
    }
  }

  /** One's own message has another text now. */
  record Edit(ConversationId conversation, Long seq, String text) implements AboutConversation {
    public Edit {
      Field.required("conversation", conversation);
      requiredSeq("seq", seq);
      Field.lines("text", text, LONGEST_TEXT);
    }
  }

  /** One's own message is gone. */
  record Delete(ConversationId conversation, Long seq) implements AboutConversation {
    public Delete {
      Field.required("conversation", conversation);
      requiredSeq("seq", seq);
    }
  }

  /** This message and all before it have reached a device. */
  record Delivered(ConversationId conversation, Long seq) implements AboutConversation {
    public Delivered {
      Field.required("conversation", conversation);
      requiredSeq("seq", seq);
    }
  }

  /** The user has seen this message and all before it. */
  record Read(ConversationId conversation, Long seq) implements AboutConversation {
    public Read {
      Field.required("conversation", conversation);
      requiredSeq("seq", seq);
    }
  }

  /**
   * @param after only messages with a higher number, from the first of them on; null: the last ones
   * @param before only messages with a lower number
   * @param limit how many at most; null for {@value #MOST_MESSAGES}
   */
  record History(ConversationId conversation, Long after, Long before, Integer limit)
      implements AboutConversation {
    public History {
      Field.required("conversation", conversation);
      if (after != null) Field.number("after", after, 0, Field.LARGEST_INTEGER);
      optionalSeq("before", before);
      if (limit != null) Field.number("limit", limit.longValue(), 1, MOST_MESSAGES);
    }
  }

  /**
   * Asks for the user's conversations, those in which something was said last first.
   *
   * @param after only those behind this place; null: from the first on
   * @param limit how many at most; null for {@value #MOST_CONVERSATIONS}
   */
  record Conversations(ConversationPlace after, Integer limit) implements ConversationRequest {
    public Conversations {
      if (limit != null) Field.number("limit", limit.longValue(), 1, MOST_CONVERSATIONS);
    }
  }

  /**
   * Asks for what this device has missed.
   *
   * @param cursors the last number that it has of each conversation; of those that are not named,
   *     it gets what its user has not seen
   */
  record Sync(Map<ConversationId, Long> cursors) implements ConversationRequest {
    public Sync {
      if (cursors == null) cursors = Map.of();
      if (cursors.size() > MOST_CURSORS)
        throw Field.bad("cursors", cursors.size() + " entries", "at most " + MOST_CURSORS);
      Map<ConversationId, Long> checked = new LinkedHashMap<>();
      cursors.forEach(
          (conversation, seq) -> {
            Field.number("cursors." + Field.quoted(conversation), seq, 0, Field.LARGEST_INTEGER);
            checked.put(conversation, seq);
          });
      cursors = Map.copyOf(checked);
    }
  }

  /**
   * From the first one on, this device gets messages only of the conversations that it follows; of
   * this one, those that come after a number, and then those that are new.
   *
   * @param after null: what the user has not seen
   */
  record Follow(ConversationId conversation, Long after) implements AboutConversation {
    public Follow {
      Field.required("conversation", conversation);
      if (after != null) Field.number("after", after, 0, Field.LARGEST_INTEGER);
    }
  }

  /** This device follows the conversation no longer. */
  record Unfollow(ConversationId conversation) implements AboutConversation {
    public Unfollow {
      Field.required("conversation", conversation);
    }
  }

  record Typing(Recipient to) implements ConversationRequest {
    public Typing {
      Field.required("to", to);
    }
  }

  /**
   * @param reaction null takes back the one before
   */
  record React(ConversationId conversation, Long seq, Reaction reaction)
      implements AboutConversation {
    public React {
      Field.required("conversation", conversation);
      requiredSeq("seq", seq);
    }
  }

  /**
   * @param text what the messages have in them; of several words all
   * @param conversation only in this one; null for all of the user's
   * @param limit how many at most; null for {@value #MOST_MESSAGES}
   */
  record Search(String text, ConversationId conversation, Integer limit)
      implements ConversationRequest {
    public Search {
      Field.lines("text", text, LONGEST_SEARCH);
      if (limit != null) Field.number("limit", limit.longValue(), 1, MOST_MESSAGES);
    }
  }

  private static void requiredSeq(String name, Long seq) {
    Field.number(name, seq, 1, Field.LARGEST_INTEGER);
  }

  private static void optionalSeq(String name, Long seq) {
    if (seq != null) requiredSeq(name, seq);
  }
}
