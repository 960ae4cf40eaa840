package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/** What the relay tells a client about conversations. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ConversationMessage extends ServerMessage {
  ConversationId conversation();

  /** The message is stored. */
  record Sent(ConversationId conversation, long seq, Instant time) implements ConversationMessage {
    public Sent {
      Field.required("conversation", conversation);
      Field.required("time", time);
    }
  }

  /**
   * One message of a conversation, pushed or as a part of its history.
   *
   * @param text null where it was deleted, or is all attachments
   * @param edited when its text was changed last; null if it never was
   * @param deleted true where it was deleted, else null
   * @param like how many like it; null for none
   * @param offer where it shows what became of an offer, and has no text; else null
   */
  record Message(
      ConversationId conversation,
      long seq,
      Username from,
      Instant time,
      String text,
      List<Attachment> attachments,
      Long replyTo,
      Instant edited,
      Boolean deleted,
      Long like,
      Long dislike,
      OfferNote offer)
      implements ConversationMessage {
    public Message {
      Field.required("conversation", conversation);
      Field.required("from", from);
      Field.required("time", time);
      attachments = attachments == null ? null : List.copyOf(attachments);
    }
  }

  record Edited(ConversationId conversation, long seq, String text, Instant time)
      implements ConversationMessage {
    public Edited {
      Field.required("conversation", conversation);
      Field.required("text", text);
      Field.required("time", time);
    }
  }

  record Deleted(ConversationId conversation, long seq) implements ConversationMessage {
    public Deleted {
      Field.required("conversation", conversation);
    }
  }

  /** This message of the receiver's, and all before it, got so far with {@code by}. */
  record Receipt(ConversationId conversation, long seq, Username by, ReceiptStatus status)
      implements ConversationMessage {
    public Receipt {
      Field.required("conversation", conversation);
      Field.required("by", by);
      Field.required("status", status);
    }
  }

  /**
   * @param messages oldest first
   * @param more whether there are others, before or after, that the request asked for as well
   */
  record History(ConversationId conversation, List<Message> messages, boolean more)
      implements ConversationMessage {
    public History {
      Field.required("conversation", conversation);
      messages = List.copyOf(Field.required("messages", messages));
    }
  }

  record Typing(ConversationId conversation, Username from) implements ConversationMessage {
    public Typing {
      Field.required("conversation", conversation);
      Field.required("from", from);
    }
  }

  record Reaction(ConversationId conversation, long seq, long like, long dislike)
      implements ConversationMessage {
    public Reaction {
      Field.required("conversation", conversation);
    }
  }
}
