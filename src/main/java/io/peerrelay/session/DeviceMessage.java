package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ServerMessage;
import java.util.List;

/** What a session tells one of its user's devices. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = DeviceMessage.Attached.class, name = "attached"),
  @JsonSubTypes.Type(value = DeviceMessage.Entered.class, name = "entered"),
  @JsonSubTypes.Type(value = DeviceMessage.Left.class, name = "left"),
  @JsonSubTypes.Type(value = DeviceMessage.Push.class, name = "push"),
  @JsonSubTypes.Type(value = DeviceMessage.End.class, name = "end"),
})
public sealed interface DeviceMessage extends CborSerializable {
  /**
   * The device belongs to the session now; what waits for the user follows. Should it stop, attach
   * anew.
   *
   * @param channels those that the user is in
   */
  record Attached(ActorRef<SessionCommand> session, List<ConversationId> channels)
      implements DeviceMessage {}

  /**
   * The user is in a channel now.
   *
   * @param read the number of the last message that the user need not be shown
   */
  record Entered(ConversationId channel, long read) implements DeviceMessage {}

  /** The user is in a channel no longer. */
  record Left(ConversationId channel) implements DeviceMessage {}

  record Push(ServerMessage message) implements DeviceMessage {}

  /** The user's session was ended: by a password reset, or because the account is gone. */
  record End(String reason) implements DeviceMessage {}
}
