package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.Contact;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Standing;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a {@link UserSession} may be asked and told. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = SessionCommand.Attach.class, name = "attach"),
  @JsonSubTypes.Type(value = SessionCommand.Offer.class, name = "offer"),
  @JsonSubTypes.Type(value = SessionCommand.CloseOffer.class, name = "closeOffer"),
  @JsonSubTypes.Type(value = SessionCommand.AskPresence.class, name = "askPresence"),
  @JsonSubTypes.Type(value = SessionCommand.EndAll.class, name = "endAll"),
  @JsonSubTypes.Type(value = SessionCommand.End.class, name = "end"),
  @JsonSubTypes.Type(value = SessionCommand.ListDevices.class, name = "listDevices"),
  @JsonSubTypes.Type(value = SessionCommand.OpenTransfer.class, name = "openTransfer"),
  @JsonSubTypes.Type(value = SessionCommand.CloseTransfer.class, name = "closeTransfer"),
  @JsonSubTypes.Type(value = SessionCommand.ListTransfers.class, name = "listTransfers"),
  @JsonSubTypes.Type(value = SessionCommand.Deliver.class, name = "deliver"),
  @JsonSubTypes.Type(value = SessionCommand.MarkRead.class, name = "markRead"),
  @JsonSubTypes.Type(value = SessionCommand.ListConversations.class, name = "listConversations"),
  @JsonSubTypes.Type(value = SessionCommand.Recall.class, name = "recall"),
  @JsonSubTypes.Type(value = SessionCommand.Enter.class, name = "enter"),
  @JsonSubTypes.Type(value = SessionCommand.Leave.class, name = "leave"),
  @JsonSubTypes.Type(value = SessionCommand.SetContact.class, name = "setContact"),
  @JsonSubTypes.Type(value = SessionCommand.ListContacts.class, name = "listContacts"),
  @JsonSubTypes.Type(value = SessionCommand.SetVisible.class, name = "setVisible"),
  @JsonSubTypes.Type(value = SessionCommand.LookAt.class, name = "lookAt"),
})
public sealed interface SessionCommand extends CborSerializable {
  /**
   * Answered by {@link DeviceMessage.Attached} and then by the offers that wait. Attaching twice is
   * attaching once.
   *
   * @param session by which it is logged in; null where an older node does not tell
   * @param again whether it was attached to a predecessor: then it is also told what it has missed
   *     since
   */
  record Attach(ActorRef<DeviceMessage> device, SessionId session, boolean again)
      implements SessionCommand {}

  /** Keeps an offer until it is closed or has expired and shows it to every device. */
  record Offer(ServerMessage.Offer offer, ActorRef<Presence> replyTo) implements SessionCommand {}

  /**
   * The offer can no longer be answered.
   *
   * @param notice what the devices are told
   * @param except the device that knows already; null for none
   */
  record CloseOffer(TransferId transfer, ServerMessage notice, ActorRef<DeviceMessage> except)
      implements SessionCommand {}

  /** The user takes part in a transfer: it is listed from now on. */
  record OpenTransfer(TransferId transfer) implements SessionCommand {}

  /**
   * It is over.
   *
   * @param notice for every device; null where one has heard it
   */
  record CloseTransfer(TransferId transfer, ServerMessage notice) implements SessionCommand {}

  /** Answered by those that the user takes part in or is offered. */
  record ListTransfers(ActorRef<Listed> replyTo) implements SessionCommand {}

  record Listed(List<TransferId> transfers) implements CborSerializable {}

  /** Something is new in a conversation of the user's; for every device. */
  record Deliver(ConversationId conversation, ServerMessage message) implements SessionCommand {}

  /** The user has seen all messages up to this one. */
  record MarkRead(ConversationId conversation, long seq) implements SessionCommand {}

  /** Answered by those that the user takes part in. */
  record ListConversations(ActorRef<Conversations> replyTo) implements SessionCommand {}

  /**
   * @param read the number of the last message of each that the user has read; 0 for none
   * @param heard when something was said last in those that are direct, to the minute, as far as
   *     that is known
   */
  record Conversations(Map<ConversationId, Long> read, Map<ConversationId, Instant> heard)
      implements CborSerializable {
    public Conversations {
      heard = heard == null ? Map.of() : heard; // An older node does not tell.
    }
  }

  /** When something was said last, where that was not known; of direct conversations. */
  record Recall(Map<ConversationId, Instant> heard) implements SessionCommand {}

  /**
   * The user takes part in it from now on; answered by {@link Outcome} when that is stored.
   *
   * @param read the number of the last message that the user need not be shown
   */
  record Enter(ConversationId conversation, long read, ActorRef<Outcome> replyTo)
      implements SessionCommand {}

  /** The user takes part in it no longer. */
  record Leave(ConversationId conversation) implements SessionCommand {}

  /**
   * Answered by {@link Outcome}.
   *
   * @param standing null for none any more
   */
  record SetContact(Username username, Standing standing, ActorRef<Outcome> replyTo)
      implements SessionCommand {}

  record ListContacts(ActorRef<Contacts> replyTo) implements SessionCommand {}

  /**
   * @param visible null where an older node does not say
   */
  record Contacts(List<Contact> contacts, Boolean visible) implements CborSerializable {}

  /** Whether others see when the user is online; answered by {@link Outcome}. */
  record SetVisible(boolean visible, ActorRef<Outcome> replyTo) implements SessionCommand {}

  /**
   * Asks what another user may see of this one.
   *
   * @param conversations those of the other user in which this one may be, too
   */
  record LookAt(Username by, Set<ConversationId> conversations, ActorRef<Appearance> replyTo)
      implements SessionCommand {}

  /**
   * @param lastSeen null where it is not known or not to be told
   */
  record Appearance(boolean online, Instant lastSeen) implements CborSerializable {
    static final Appearance NOTHING = new Appearance(false, null);
  }

  /** What came of a change. */
  enum Outcome implements CborSerializable {
    DONE,
    /** There are as many as there may be. */
    FULL
  }

  /**
   * Whether an offer would be shown.
   *
   * @param by who makes it; null for nobody
   */
  record AskPresence(Username by, ActorRef<Presence> replyTo) implements SessionCommand {}

  /** Ends the session of every device. */
  record EndAll(String reason) implements SessionCommand {}

  /** Ends the devices that are logged in by this session. */
  record End(SessionId session, String reason) implements SessionCommand {}

  /** Asks by which sessions devices are logged in now. */
  record ListDevices(ActorRef<Online> replyTo) implements SessionCommand {}

  record Online(Set<SessionId> sessions) implements CborSerializable {}

  /** What a session is told by itself and by its shard; never leaves the node. */
  sealed interface Local extends SessionCommand {}

  record DeviceGone(ActorRef<DeviceMessage> device) implements Local {}

  record Deregistered() implements Local {}

  record CheckIdle() implements Local {}

  record Stop() implements Local {}

  /** Whether an offer is shown, or would be. */
  enum Presence implements CborSerializable {
    ONLINE,
    OFFLINE,
    /** Online, but too many offers wait already. */
    FULL
  }
}
