package io.peerrelay.session;

import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.MembershipChange;
import io.peerrelay.protocol.ServerMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a {@link UserSession} does about its user's conversations. */
final class ConversationHandlers {
  private final EffectFactories<SessionEvent, SessionState> effects;
  private final Devices devices;

  ConversationHandlers(EffectFactories<SessionEvent, SessionState> effects, Devices devices) {
    this.effects = effects;
    this.devices = devices;
  }

  static void addTo(CommandHandlers.Part<ConversationHandlers> handlers) {
    handlers
        .onCommand(SessionCommand.Deliver.class, ConversationHandlers::onDeliver)
        .onCommand(SessionCommand.MarkRead.class, ConversationHandlers::onMarkRead)
        .onCommand(SessionCommand.Recall.class, ConversationHandlers::onRecall)
        .onCommand(SessionCommand.Enter.class, ConversationHandlers::onEnter)
        .onCommand(SessionCommand.Leave.class, ConversationHandlers::onLeave)
        .onCommand(
            SessionCommand.ListConversations.class, ConversationHandlers::onListConversations);
  }

  /** The first that is heard of a direct conversation makes it one of the user's. */
  private Effect<SessionEvent, SessionState> onDeliver(
      SessionState state, SessionCommand.Deliver command) {
    if (!isUnwanted(state, command.message())) devices.push(command.message(), null);
    ConversationId conversation = command.conversation();
    if (conversation.isChannel()) return effects.none();
    Instant at =
        command.message() instanceof ConversationMessage.Message message ? message.time() : null;
    return !state.takesPartIn(conversation) || (at != null && state.isNews(conversation, at))
        ? effects.persist(new SessionEvent.ConversationEntered(conversation, at))
        : effects.none();
  }

  private Effect<SessionEvent, SessionState> onRecall(
      SessionState state, SessionCommand.Recall command) {
    List<SessionEvent> events = new ArrayList<>();
    command
        .heard()
        .forEach(
            (conversation, at) -> {
              if (state.takesPartIn(conversation) && !state.heard().containsKey(conversation))
                events.add(new SessionEvent.ConversationEntered(conversation, at));
            });
    return events.isEmpty() ? effects.none() : effects.persist(events);
  }

  private static boolean isUnwanted(SessionState state, ServerMessage message) {
    return message instanceof ChannelMessage.Membership membership
        && membership.change() == MembershipChange.INVITED
        && state.hasBlocked(membership.by());
  }

  private Effect<SessionEvent, SessionState> onEnter(
      SessionState state, SessionCommand.Enter command) {
    ConversationId conversation = command.conversation();
    if (state.takesPartIn(conversation)) {
      command.replyTo().tell(SessionCommand.Outcome.DONE);
      return effects.none();
    }
    return effects
        .persist(
            List.of(
                new SessionEvent.ConversationEntered(conversation, null),
                new SessionEvent.MessagesRead(conversation, command.read())))
        .thenRun(
            () -> {
              devices.tell(new DeviceMessage.Entered(conversation, command.read()));
              command.replyTo().tell(SessionCommand.Outcome.DONE);
            });
  }

  private Effect<SessionEvent, SessionState> onLeave(
      SessionState state, SessionCommand.Leave command) {
    ConversationId conversation = command.conversation();
    if (!state.takesPartIn(conversation)) return effects.none();
    return effects
        .persist(new SessionEvent.ConversationLeft(conversation))
        .thenRun(() -> devices.tell(new DeviceMessage.Left(conversation)));
  }

  private Effect<SessionEvent, SessionState> onMarkRead(
      SessionState state, SessionCommand.MarkRead command) {
    ConversationId conversation = command.conversation();
    long before = state.conversations().getOrDefault(conversation, 0L);
    return command.seq() <= before || !isTheirs(state, conversation)
        ? effects.none()
        : effects.persist(new SessionEvent.MessagesRead(conversation, command.seq()));
  }

  /** A channel that was left is not entered by what was read of it. */
  private static boolean isTheirs(SessionState state, ConversationId conversation) {
    return !conversation.isChannel() || state.takesPartIn(conversation);
  }

  private Effect<SessionEvent, SessionState> onListConversations(
      SessionState state, SessionCommand.ListConversations command) {
    command.replyTo().tell(new SessionCommand.Conversations(state.conversations(), state.heard()));
    return effects.none();
  }
}
