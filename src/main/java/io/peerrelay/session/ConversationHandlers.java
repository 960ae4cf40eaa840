package io.peerrelay.session;

import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import io.peerrelay.protocol.ConversationId;

/** What a {@link UserSession} does about its user's conversations. */
final class ConversationHandlers {
  private final EffectFactories<SessionEvent, OpenOffers> effects;
  private final Devices devices;

  ConversationHandlers(EffectFactories<SessionEvent, OpenOffers> effects, Devices devices) {
    this.effects = effects;
    this.devices = devices;
  }

  static void addTo(CommandHandlers.Part<ConversationHandlers> handlers) {
    handlers
        .onCommand(UserSession.Deliver.class, ConversationHandlers::onDeliver)
        .onCommand(UserSession.MarkRead.class, ConversationHandlers::onMarkRead)
        .onCommand(UserSession.ListConversations.class, ConversationHandlers::onListConversations);
  }

  /** The first that is heard of a conversation makes it one of the user's. */
  private Effect<SessionEvent, OpenOffers> onDeliver(
      OpenOffers state, UserSession.Deliver command) {
    devices.push(command.message(), null);
    return state.takesPartIn(command.conversation()) ? effects.none() : enter(command);
  }

  private Effect<SessionEvent, OpenOffers> enter(UserSession.Deliver command) {
    return effects.persist(new SessionEvent.ConversationEntered(command.conversation()));
  }

  private Effect<SessionEvent, OpenOffers> onMarkRead(
      OpenOffers state, UserSession.MarkRead command) {
    ConversationId conversation = command.conversation();
    long before = state.conversations().getOrDefault(conversation, 0L);
    return command.seq() <= before
        ? effects.none()
        : effects.persist(new SessionEvent.MessagesRead(conversation, command.seq()));
  }

  private Effect<SessionEvent, OpenOffers> onListConversations(
      OpenOffers state, UserSession.ListConversations command) {
    command.replyTo().tell(new UserSession.Conversations(state.conversations()));
    return effects.none();
  }
}
