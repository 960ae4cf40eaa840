package io.peerrelay.conversation;

import akka.persistence.typed.javadsl.CommandHandlerBuilderByState;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Username;
import java.util.stream.Stream;

/**
 * What a {@link Conversation} passes on and keeps nowhere: who has read how far, and who writes.
 */
final class Receipts {
  /** In a larger channel an author would hear of nothing but receipts. */
  private static final int MOST_MEMBERS = 100;

  private final EffectFactories<ConversationEvent, ConversationState> effects;
  private final ConversationId id;
  private final ChannelRules rules;
  private final Audience audience;

  Receipts(
      EffectFactories<ConversationEvent, ConversationState> effects,
      ConversationId id,
      ChannelRules rules,
      Audience audience) {
    this.effects = effects;
    this.id = id;
    this.rules = rules;
    this.audience = audience;
  }

  void addTo(
      CommandHandlerBuilderByState<
              ConversationCommand, ConversationEvent, ConversationState, ConversationState>
          handlers) {
    handlers
        .onCommand(ConversationCommand.MarkSeen.class, this::onMarkSeen)
        .onCommand(ConversationCommand.ShowTyping.class, this::onShowTyping);
  }

  /** What a user has seen is for that user's session to know; the author is told. */
  private Effect<ConversationEvent, ConversationState> onMarkSeen(
      ConversationState state, ConversationCommand.MarkSeen command) {
    command.replyTo().tell(markSeen(state, command));
    return effects.none();
  }

  private ConversationReply markSeen(
      ConversationState state, ConversationCommand.MarkSeen command) {
    Username by = command.by();
    long seq = command.seq();
    if (!state.isMember(by)) return new ConversationReply.Refused(rules.notForThem(state, by));
    if (!state.has(seq))
      return new ConversationReply.Refused(
          ConversationProblem.noSuchMessage("seq", seq, state.head()));
    ConversationMessage receipt = new ConversationMessage.Receipt(id, seq, by, command.status());
    authors(state, seq)
        .filter(author -> !author.equals(by) && !state.hasBlocked(by, author))
        .forEach(author -> audience.tell(author, receipt));
    return new ConversationReply.Done();
  }

  /** A receipt counts for all messages before, too: between two that is the other's. */
  private Stream<Username> authors(ConversationState state, long seq) {
    if (!id.isChannel()) return state.members().names().stream();
    return state.members().size() > MOST_MEMBERS ? Stream.empty() : state.author(seq).stream();
  }

  private Effect<ConversationEvent, ConversationState> onShowTyping(
      ConversationState state, ConversationCommand.ShowTyping command) {
    if (state.isMember(command.by()))
      audience.tellOther(state, command.by(), new ConversationMessage.Typing(id, command.by()));
    return effects.none();
  }
}
