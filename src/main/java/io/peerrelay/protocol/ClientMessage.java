package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client may ask. Each record refuses values that the protocol does not allow with an {@link
 * InvalidField}; a nullable component is one that the protocol marks optional.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientMessage.Register.class, name = "register"),
  @JsonSubTypes.Type(value = ClientMessage.Confirm.class, name = "confirm"),
  @JsonSubTypes.Type(value = ClientMessage.ResendConfirmation.class, name = "resendConfirmation"),
  @JsonSubTypes.Type(value = ClientMessage.ForgotPassword.class, name = "forgotPassword"),
  @JsonSubTypes.Type(value = ClientMessage.ResetPassword.class, name = "resetPassword"),
  @JsonSubTypes.Type(value = ClientMessage.ChangePassword.class, name = "changePassword"),
  @JsonSubTypes.Type(value = ClientMessage.DeleteAccount.class, name = "deleteAccount"),
  @JsonSubTypes.Type(value = ClientMessage.Profile.class, name = "profile"),
  @JsonSubTypes.Type(value = ClientMessage.ChangeProfile.class, name = "changeProfile"),
  @JsonSubTypes.Type(value = ClientMessage.Sessions.class, name = "sessions"),
  @JsonSubTypes.Type(value = ClientMessage.EndSession.class, name = "endSession"),
  @JsonSubTypes.Type(value = ClientMessage.Login.class, name = "login"),
  @JsonSubTypes.Type(value = ClientMessage.Logout.class, name = "logout"),
  @JsonSubTypes.Type(value = ClientMessage.Ping.class, name = "ping"),
  @JsonSubTypes.Type(value = ClientMessage.Offer.class, name = "offer"),
  @JsonSubTypes.Type(value = ClientMessage.Accept.class, name = "accept"),
  @JsonSubTypes.Type(value = ClientMessage.Decline.class, name = "decline"),
  @JsonSubTypes.Type(value = ClientMessage.Credit.class, name = "credit"),
  @JsonSubTypes.Type(value = ClientMessage.Finish.class, name = "finish"),
  @JsonSubTypes.Type(value = ClientMessage.Received.class, name = "received"),
  @JsonSubTypes.Type(value = ClientMessage.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = ClientMessage.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = ClientMessage.Transfers.class, name = "transfers"),
  @JsonSubTypes.Type(value = ConversationRequest.Message.class, name = "message"),
  @JsonSubTypes.Type(value = ConversationRequest.Edit.class, name = "edit"),
  @JsonSubTypes.Type(value = ConversationRequest.Delete.class, name = "delete"),
  @JsonSubTypes.Type(value = ConversationRequest.Delivered.class, name = "delivered"),
  @JsonSubTypes.Type(value = ConversationRequest.Read.class, name = "read"),
  @JsonSubTypes.Type(value = ConversationRequest.History.class, name = "history"),
  @JsonSubTypes.Type(value = ConversationRequest.Conversations.class, name = "conversations"),
  @JsonSubTypes.Type(value = ConversationRequest.Sync.class, name = "sync"),
  @JsonSubTypes.Type(value = ConversationRequest.Follow.class, name = "follow"),
  @JsonSubTypes.Type(value = ConversationRequest.Unfollow.class, name = "unfollow"),
  @JsonSubTypes.Type(value = ConversationRequest.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = ConversationRequest.React.class, name = "react"),
  @JsonSubTypes.Type(value = ConversationRequest.Search.class, name = "search"),
  @JsonSubTypes.Type(value = ChannelRequest.CreateChannel.class, name = "createChannel"),
  @JsonSubTypes.Type(value = ChannelRequest.ChangeChannel.class, name = "changeChannel"),
  @JsonSubTypes.Type(value = ChannelRequest.Join.class, name = "join"),
  @JsonSubTypes.Type(value = ChannelRequest.Leave.class, name = "leave"),
  @JsonSubTypes.Type(value = ChannelRequest.Invite.class, name = "invite"),
  @JsonSubTypes.Type(value = ChannelRequest.Remove.class, name = "remove"),
  @JsonSubTypes.Type(value = ChannelRequest.SetRole.class, name = "setRole"),
  @JsonSubTypes.Type(value = ChannelRequest.Channels.class, name = "channels"),
  @JsonSubTypes.Type(value = ChannelRequest.Members.class, name = "members"),
  @JsonSubTypes.Type(value = PeopleRequest.Presence.class, name = "presence"),
  @JsonSubTypes.Type(value = PeopleRequest.SetVisible.class, name = "setVisible"),
  @JsonSubTypes.Type(value = PeopleRequest.SetContact.class, name = "setContact"),
  @JsonSubTypes.Type(value = PeopleRequest.Contacts.class, name = "contacts"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ClientMessage
    permits ClientMessage.BeforeLogin,
        ClientMessage.AboutAccount,
        ClientMessage.AboutTransfer,
        ClientMessage.Offer,
        ClientMessage.Transfers,
        ClientMessage.Credit,
        ConversationRequest,
        ChannelRequest,
        PeopleRequest,
        ProcedureCall {
  int LONGEST_NOTE = 2_000;
  int LONGEST_REASON = 200;
  int LONGEST_DEVICE = 100;
  int MOST_FILES = 1_000;
  long LARGEST_STREAM = (1L << 32) - 1;

  /** Whether only a socket that has logged in may send it. */
  default boolean needsLogin() {
    return true;
  }

  /** Asks about accounts: may be sent by a socket that has not logged in. */
  sealed interface BeforeLogin extends ClientMessage {
    @Override
    default boolean needsLogin() {
      return false;
    }
  }

  /** Concerns an account, the sender's own once there is a login. */
  sealed interface AboutAccount extends ClientMessage {}

  /** Concerns one transfer that exists. */
  sealed interface AboutTransfer extends ClientMessage {
    TransferId transfer();
  }

  record Register(Username username, Secret password, EmailAddress email, ProfileFields profile)
      implements BeforeLogin, AboutAccount {
    public Register {
      Field.required("username", username);
      Field.required("password", password);
    }

    /** Without a profile. */
    public Register(Username username, Secret password, EmailAddress email) {
      this(username, password, email, null);
    }
  }

  record Confirm(Username username, Secret code) implements BeforeLogin, AboutAccount {
    public Confirm {
      Field.required("username", username);
      Field.required("code", code);
    }
  }

  record ResendConfirmation(Username username) implements BeforeLogin, AboutAccount {
    public ResendConfirmation {
      Field.required("username", username);
    }
  }

  record ForgotPassword(EmailAddress email) implements BeforeLogin, AboutAccount {
    public ForgotPassword {
      Field.required("email", email);
    }
  }

  record ResetPassword(Username username, Secret code, Secret password)
      implements BeforeLogin, AboutAccount {
    public ResetPassword {
      Field.required("username", username);
      Field.required("code", code);
      Field.required("password", password);
    }
  }

  /** By {@code username} and {@code password}; or by {@code token}, which counts for more. */
  record Login(Username username, Secret password, Secret token, String device)
      implements BeforeLogin, AboutAccount {
    private static final String LOGIN = "username and password, or a token";

    public Login {
      if (token == null) {
        if (username == null) throw Field.missing("username", LOGIN);
        if (password == null) throw Field.missing("password", LOGIN);
      }
      Field.optionalText("device", device, LONGEST_DEVICE);
    }
  }

  record Ping() implements BeforeLogin {}

  record ChangePassword(Secret oldPassword, Secret newPassword) implements AboutAccount {
    public ChangePassword {
      Field.required("oldPassword", oldPassword);
      Field.required("newPassword", newPassword);
    }
  }

  record DeleteAccount(Secret password) implements AboutAccount {
    public DeleteAccount {
      Field.required("password", password);
    }
  }

  record Logout() implements AboutAccount {}

  /** Asks what is kept of the user. */
  record Profile() implements AboutAccount {}

  /**
   * Changes some fields of the user's profile and leaves the others.
   *
   * @param fields null for a name takes that field away
   */
  record ChangeProfile(Map<String, String> fields) implements AboutAccount {
    public ChangeProfile {
      ProfileFields.checkChanges("fields", Field.required("fields", fields));
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
      return "ChangeProfile" + fields.keySet();
    }
  }

  /** Asks where the user is logged in. */
  record Sessions() implements AboutAccount {}

  /** The token of another device logs in no longer. */
  record EndSession(SessionId session) implements AboutAccount {
    public EndSession {
      Field.required("session", session);
    }
  }

  record Offer(Username to, List<FileInfo> files, String note) implements ClientMessage {
    public Offer {
      Field.required("to", to);
      files = Field.requiredList("files", files, MOST_FILES);
      Field.optionalText("note", note, LONGEST_NOTE);
      FileInfo.checkTogether("files", files);
    }
  }

  /**
   * @param offset how many bytes of the accepted files the receiver has already; null for none
   * @param credit how many bytes the relay may send before the first {@link Credit}; null for as
   *     many as the receiver reads
   * @param files which of the offered files, by their place in the offer, ascending; null for all
   * @param via null for this socket
   */
  record Accept(TransferId transfer, Long offset, Long credit, List<Integer> files, Via via)
      implements AboutTransfer {
    public Accept {
      Field.required("transfer", transfer);
      if (offset != null) Field.number("offset", offset, 0, Field.LARGEST_INTEGER);
      if (credit != null) Field.number("credit", credit, 1, Field.LARGEST_INTEGER);
      files = Field.optionalIndexes("files", files, MOST_FILES);
    }

    /** All files, from the first byte on, over this socket. */
    public static Accept all(TransferId transfer, Long credit) {
      return new Accept(transfer, null, credit, null, null);
    }
  }

  /**
   * Goes on with a transfer on this socket.
   *
   * @param offset what the receiver has safely; null for nothing; of no meaning from the sender
   * @param credit as of {@link Accept}
   * @param via null for this socket
   */
  record Resume(TransferId transfer, Long offset, Long credit, Via via) implements AboutTransfer {
    public Resume {
      Field.required("transfer", transfer);
      if (offset != null) Field.number("offset", offset, 0, Field.LARGEST_INTEGER);
      if (credit != null) Field.number("credit", credit, 1, Field.LARGEST_INTEGER);
    }
  }

  /** Asks what is open for this user. */
  record Transfers() implements ClientMessage {}

  record Decline(TransferId transfer, String reason) implements AboutTransfer {
    public Decline {
      Field.required("transfer", transfer);
      Field.optionalText("reason", reason, LONGEST_REASON);
    }
  }

  record Credit(Long stream, Long bytes) implements ClientMessage {
    public Credit {
      Field.number("stream", stream, 0, LARGEST_STREAM);
      Field.number("bytes", bytes, 1, Field.LARGEST_INTEGER);
    }
  }

  record Finish(TransferId transfer, Sha256 sha256) implements AboutTransfer {
    public Finish {
      Field.required("transfer", transfer);
      Field.required("sha256", sha256);
    }
  }

  record Received(TransferId transfer, Sha256 sha256) implements AboutTransfer {
    public Received {
      Field.required("transfer", transfer);
      Field.required("sha256", sha256);
    }
  }

  record Cancel(TransferId transfer, String reason) implements AboutTransfer {
    public Cancel {
      Field.required("transfer", transfer);
      Field.optionalText("reason", reason, LONGEST_REASON);
    }
  }
}
