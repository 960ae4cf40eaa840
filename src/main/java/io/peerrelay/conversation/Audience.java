package io.peerrelay.conversation;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.Fanout;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.util.List;

/**
 * Tells the members of a {@link Conversation}: two by their sessions, those of a channel at once.
 */
final class Audience {
  private final ActorSystem<?> system;
  private final ActorRef<Fanout.Command> fanout;
  private final ConversationId id;

  Audience(ActorSystem<?> system, ActorRef<Fanout.Command> fanout, ConversationId id) {
    this.system = system;
    this.fanout = fanout;
    this.id = id;
  }

  /**
   * Tells all, but for those who want to hear nothing of that user.
   *
   * @param by whose doing it is
   */
  void tell(ConversationState state, Username by, ServerMessage message) {
    if (id.isChannel()) fanout.tell(new Fanout.Publish(id, List.of(message)));
    else
      for (Username member : state.members().names())
        if (!state.hasBlocked(member, by)) tell(member, message);
  }

  /** Tells of new messages, in order. */
  void tell(ConversationState state, List<ConversationMessage.Message> messages) {
    if (id.isChannel()) fanout.tell(new Fanout.Publish(id, messages));
    else messages.forEach(message -> tell(state, message.from(), message));
  }

  /** As {@link #tell}; in a direct conversation the other alone. */
  void tellOther(ConversationState state, Username by, ServerMessage message) {
    if (id.isChannel()) fanout.tell(new Fanout.Publish(id, List.of(message)));
    else
      for (Username member : state.members().names())
        if (!member.equals(by) && !state.hasBlocked(member, by)) tell(member, message);
  }

  /** Tells one user, be it a member or not. */
  void tell(Username user, ServerMessage message) {
    UserSession.of(system, user).tell(new SessionCommand.Deliver(id, message));
  }

  /** A member is one no longer. */
  void dismiss(Username user) {
    UserSession.of(system, user).tell(new SessionCommand.Leave(id));
  }
}
