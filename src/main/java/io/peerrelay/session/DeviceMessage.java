package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ServerMessage;

/** What a session tells one of its user's devices. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = DeviceMessage.Attached.class, name = "attached"),
  @JsonSubTypes.Type(value = DeviceMessage.Push.class, name = "push"),
  @JsonSubTypes.Type(value = DeviceMessage.End.class, name = "end"),
})
public sealed interface DeviceMessage extends CborSerializable {
  /**
   * The device belongs to the session now; what waits for the user follows. Should it stop, attach
   * anew.
   */
  record Attached(ActorRef<UserSession.Command> session) implements DeviceMessage {}

  record Push(ServerMessage message) implements DeviceMessage {}

  /** The user's session was ended: by a password reset, or because the account is gone. */
  record End(String reason) implements DeviceMessage {}
}
