package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import java.time.Instant;
import java.util.List;

/**
 * What the relay tells a client: as the answer to a request, or by itself. Sizes, offsets and
 * credit are in bytes; a component may be null where its record does not require it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServerMessage.Error.class, name = "error"),
  @JsonSubTypes.Type(value = ServerMessage.Ok.class, name = "ok"),
  @JsonSubTypes.Type(value = ServerMessage.Pong.class, name = "pong"),
  @JsonSubTypes.Type(value = ServerMessage.Bye.class, name = "bye"),
  @JsonSubTypes.Type(value = ServerMessage.Registered.class, name = "registered"),
  @JsonSubTypes.Type(value = ServerMessage.Confirmed.class, name = "confirmed"),
  @JsonSubTypes.Type(value = ServerMessage.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = AccountMessage.Profile.class, name = "profile"),
  @JsonSubTypes.Type(value = AccountMessage.Sessions.class, name = "sessions"),
  @JsonSubTypes.Type(value = ServerMessage.Offered.class, name = "offered"),
  @JsonSubTypes.Type(value = ServerMessage.Offer.class, name = "offer"),
  @JsonSubTypes.Type(value = ServerMessage.Withdrawn.class, name = "withdrawn"),
  @JsonSubTypes.Type(value = ServerMessage.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = ServerMessage.Declined.class, name = "declined"),
  @JsonSubTypes.Type(value = ServerMessage.Credit.class, name = "credit"),
  @JsonSubTypes.Type(value = ServerMessage.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = ServerMessage.Completed.class, name = "completed"),
  @JsonSubTypes.Type(value = ServerMessage.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = ServerMessage.Cancelled.class, name = "cancelled"),
  @JsonSubTypes.Type(value = ServerMessage.Paused.class, name = "paused"),
  @JsonSubTypes.Type(value = ServerMessage.Transfers.class, name = "transfers"),
  @JsonSubTypes.Type(value = ServerMessage.Synced.class, name = "synced"),
  @JsonSubTypes.Type(value = ConversationMessage.Sent.class, name = "sent"),
  @JsonSubTypes.Type(value = ConversationMessage.Message.class, name = "message"),
  @JsonSubTypes.Type(value = ConversationMessage.Edited.class, name = "edited"),
  @JsonSubTypes.Type(value = ConversationMessage.Deleted.class, name = "deleted"),
  @JsonSubTypes.Type(value = ConversationMessage.Receipt.class, name = "receipt"),
  @JsonSubTypes.Type(value = ConversationMessage.History.class, name = "history"),
  @JsonSubTypes.Type(value = ConversationMessage.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = ConversationMessage.Reaction.class, name = "reaction"),
  @JsonSubTypes.Type(value = Conversations.class, name = "conversations"),
  @JsonSubTypes.Type(value = ServerMessage.Found.class, name = "found"),
  @JsonSubTypes.Type(value = ChannelMessage.Membership.class, name = "membership"),
  @JsonSubTypes.Type(value = ChannelMessage.ChannelChanged.class, name = "channelChanged"),
  @JsonSubTypes.Type(value = ChannelMessage.Channels.class, name = "channels"),
  @JsonSubTypes.Type(value = ChannelMessage.Members.class, name = "members"),
  @JsonSubTypes.Type(value = PeopleMessage.Presence.class, name = "presence"),
  @JsonSubTypes.Type(value = PeopleMessage.Contacts.class, name = "contacts"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerMessage extends CborSerializable
    permits ServerMessage.Error,
        ServerMessage.Ok,
        ServerMessage.Pong,
        ServerMessage.Bye,
        ServerMessage.Registered,
        ServerMessage.Confirmed,
        ServerMessage.Welcome,
        ServerMessage.Offered,
        ServerMessage.Offer,
        ServerMessage.Withdrawn,
        ServerMessage.Accepted,
        ServerMessage.Declined,
        ServerMessage.Credit,
        ServerMessage.Progress,
        ServerMessage.Completed,
        ServerMessage.Failed,
        ServerMessage.Cancelled,
        ServerMessage.Paused,
        ServerMessage.Transfers,
        ServerMessage.Synced,
        ServerMessage.Found,
        AccountMessage,
        ConversationMessage,
        ChannelMessage,
        PeopleMessage,
        Conversations,
        ProcedureRows {
  /**
   * @param retryAfter in how many milliseconds the same request may succeed; null where that is not
   *     known
   */
  @SuppressWarnings("JavaLangClash") // It is called so on the wire.
  record Error(ErrorCode code, String message, String hint, boolean retryable, Long retryAfter)
      implements ServerMessage {
    public Error {
      Field.required("code", code);
      Field.required("message", message);
    }
  }

  record Ok() implements ServerMessage {}

  record Pong() implements ServerMessage {}

  record Bye() implements ServerMessage {}

  record Registered(Username username, boolean confirmationRequired) implements ServerMessage {
    public Registered {
      Field.required("username", username);
    }
  }

  record Confirmed(Username username) implements ServerMessage {
    public Confirmed {
      Field.required("username", username);
    }
  }

  /**
   * The socket is logged in.
   *
   * @param device what this socket is called among the user's devices
   * @param node the relay node that serves it
   */
  record Welcome(
      Username username, Secret token, Instant expiresAt, String device, String node, Limits limits)
      implements ServerMessage {
    public Welcome {
      Field.required("username", username);
      Field.required("token", token);
      Field.required("expiresAt", expiresAt);
      Field.required("device", device);
      Field.required("node", node);
      Field.required("limits", limits);
    }
  }

  /**
   * What a client may do.
   *
   * @param text largest text frame, in bytes
   * @param binaryFrame largest binary frame, in bytes
   * @param file largest file, in bytes
   * @param credit first credit of a transfer, in bytes
   * @param messageRate messages a second, over a short time
   */
  record Limits(long text, long binaryFrame, long file, long credit, long messageRate) {}

  record Offered(TransferId transfer, Instant expiresAt) implements ServerMessage {
    public Offered {
      Field.required("transfer", transfer);
      Field.required("expiresAt", expiresAt);
    }
  }

  record Offer(
      TransferId transfer, Username from, List<FileInfo> files, String note, Instant expiresAt)
      implements ServerMessage {
    public Offer {
      Field.required("transfer", transfer);
      Field.required("from", from);
      files = Field.requiredList("files", files, ClientMessage.MOST_FILES);
      Field.required("expiresAt", expiresAt);
    }
  }

  /** An offer that this device can no longer answer. */
  record Withdrawn(TransferId transfer, String reason) implements ServerMessage {
    public Withdrawn {
      Field.required("transfer", transfer);
      Field.required("reason", reason);
    }
  }

  /**
   * The bytes may flow; said again, on a new stream, each time they may go on.
   *
   * @param stream names the transfer in binary frames on this socket, 1 to 2^32-1; 0 where the
   *     bytes go by HTTP
   * @param files those that were accepted, in the order of the offer, without pictures
   * @param indexes their places in the offer; null for all of it
   * @param offset where in these files, one after the other, this side goes on
   * @param credit how many bytes the sender may send before the first {@code credit}
   * @param url the same transfer over HTTP, with a ticket for one request
   */
  record Accepted(
      TransferId transfer,
      long stream,
      List<FileInfo> files,
      List<Integer> indexes,
      long offset,
      long credit,
      String url)
      implements ServerMessage {
    public Accepted {
      Field.required("transfer", transfer);
      files =
          Field.list("files", files, ClientMessage.MOST_FILES).stream()
              .map(FileInfo::withoutThumbnail)
              .toList();
      indexes = Field.optionalIndexes("indexes", indexes, ClientMessage.MOST_FILES);
    }
  }

  /**
   * The receiver does not want it.
   *
   * @param by who declined
   */
  record Declined(TransferId transfer, Username by, String reason) implements ServerMessage {
    public Declined {
      Field.required("transfer", transfer);
      Field.required("by", by);
    }
  }

  record Credit(long stream, long bytes) implements ServerMessage {}

  /**
   * How far the receiver is.
   *
   * @param bytes how many the receiver has taken
   */
  record Progress(TransferId transfer, long bytes, long total) implements ServerMessage {
    public Progress {
      Field.required("transfer", transfer);
    }
  }

  /**
   * The receiver has all of it, and both sides agree.
   *
   * @param seconds since it was accepted, with milliseconds
   */
  record Completed(TransferId transfer, long bytes, Sha256 sha256, double seconds)
      implements ServerMessage {
    public Completed {
      Field.required("transfer", transfer);
      Field.required("sha256", sha256);
    }
  }

  record Failed(TransferId transfer, ErrorCode code, String message, String hint)
      implements ServerMessage {
    public Failed {
      Field.required("transfer", transfer);
      Field.required("code", code);
      Field.required("message", message);
    }
  }

  /**
   * The transfer ended before its time.
   *
   * @param by a username, or {@value #RELAY} where no person did it
   */
  record Cancelled(TransferId transfer, String by, String reason) implements ServerMessage {
    public static final String RELAY = "relay";

    public Cancelled {
      Field.required("transfer", transfer);
      Field.required("by", by);
    }
  }

  /**
   * The bytes stand still until the other side is there again; {@code accepted} says when they go
   * on. The stream is closed.
   *
   * @param by whose side is missing, or {@link Cancelled#RELAY}
   */
  record Paused(TransferId transfer, String by, String reason) implements ServerMessage {
    public Paused {
      Field.required("transfer", transfer);
      Field.required("by", by);
    }
  }

  /** What is open for a user. */
  record Transfers(List<TransferInfo> transfers) implements ServerMessage {
    public Transfers {
      transfers = List.copyOf(Field.required("transfers", transfers));
    }
  }

  /** All that the device had missed has been said. */
  record Synced() implements ServerMessage {}

  /**
   * What a search found.
   *
   * @param messages newest first, those of one conversation together
   * @param complete whether all messages were looked through; else only the newest were
   */
  record Found(List<ConversationMessage.Message> messages, boolean complete)
      implements ServerMessage {
    public Found {
      messages = List.copyOf(Field.required("messages", messages));
    }
  }
}
