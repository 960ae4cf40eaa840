package io.peerrelay.conversation;

import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.javadsl.CommandHandlerBuilderByState;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a {@link Conversation} does about messages that are there already. Whose a message is stands
 * in the journal alone, which is read for it.
 */
final class Changes {
  /** A snapshot holds them all, and must stay far below what a database takes at once. */
  private static final int MOST_REACTIONS = 50_000;

  private static final int MOST_CHANGES = 100_000;

  private final ActorContext<ConversationCommand> context;
  private final EffectFactories<ConversationEvent, ConversationState> effects;
  private final ConversationId id;
  private final Archive archive;
  private final ChannelRules rules;
  private final Audience audience;

  Changes(
      ActorContext<ConversationCommand> context,
      EffectFactories<ConversationEvent, ConversationState> effects,
      ConversationId id,
      Archive archive,
      ChannelRules rules,
      Audience audience) {
    this.context = context;
    this.effects = effects;
    this.id = id;
    this.archive = archive;
    this.rules = rules;
    this.audience = audience;
  }

  void addTo(
      CommandHandlerBuilderByState<
              ConversationCommand, ConversationEvent, ConversationState, ConversationState>
          handlers) {
    handlers
        .onCommand(
            ConversationCommand.Edit.class, (state, edit) -> readFirst(state, edit, edit.seq()))
        .onCommand(
            ConversationCommand.Delete.class,
            (state, delete) -> readFirst(state, delete, delete.seq()))
        .onCommand(ConversationCommand.Read.class, this::onRead)
        .onCommand(ConversationCommand.React.class, this::onReact);
  }

  private Effect<ConversationEvent, ConversationState> readFirst(
      ConversationState state, ConversationCommand.Request change, long seq) {
    Optional<Problem> problem = problem(state, change, seq);
    if (problem.isPresent()) return refuse(change, problem.get());
    if (state.changedMessages() >= MOST_CHANGES)
      return refuse(change, ConversationProblem.tooMany("changed messages", MOST_CHANGES));
    context.pipeToSelf(
        archive.read(id, state.find(seq, seq)),
        (messages, failure) ->
            new ConversationCommand.Read(
                change, messages == null || messages.isEmpty() ? null : messages.get(0)));
    return effects.none();
  }

  private Effect<ConversationEvent, ConversationState> onRead(
      ConversationState state, ConversationCommand.Read read) {
    ConversationCommand.Request change = read.change();
    if (read.stored() == null) return refuse(change, ConversationProblem.unreadable());
    ConversationMessage.Message message = read.stored().message();
    if (read.stored().isHiddenFrom(change.by()))
      return refuse(change, ConversationProblem.noSuchMessage("seq", message.seq(), state.head()));
    if (!message.from().equals(change.by())) return refuse(change, ConversationProblem.notYours());
    Optional<Problem> problem = problem(state, change, message.seq()); // It may be another by now.
    if (problem.isPresent()) return refuse(change, problem.get());
    if (change instanceof ConversationCommand.Edit edit) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      return store(
          read,
          new ConversationEvent.Edited(edit.seq(), edit.text(), now),
          new ConversationMessage.Edited(id, edit.seq(), edit.text(), now));
    }
    return store(
        read,
        new ConversationEvent.Deleted(message.seq()),
        new ConversationMessage.Deleted(id, message.seq()));
  }

  private Effect<ConversationEvent, ConversationState> onReact(
      ConversationState state, ConversationCommand.React react) {
    Optional<Problem> problem = problem(state, react, react.seq());
    if (problem.isPresent()) return refuse(react, problem.get());
    if (react.reaction() == state.reactions().of(react.seq(), react.by())) {
      react.replyTo().tell(new ConversationReply.Done());
      return effects.none();
    }
    if (react.reaction() != null && state.reactions().size() >= MOST_REACTIONS)
      return refuse(react, ConversationProblem.tooMany("reactions", MOST_REACTIONS));
    return effects
        .persist(new ConversationEvent.Reacted(react.seq(), react.by(), react.reaction()))
        .thenRun(
            after -> {
              react.replyTo().tell(new ConversationReply.Done());
              Reactions.Count count = after.reactions().count(react.seq());
              audience.tell(
                  after,
                  react.by(),
                  new ConversationMessage.Reaction(id, react.seq(), count.like(), count.dislike()));
            });
  }

  private Optional<Problem> problem(
      ConversationState state, ConversationCommand.Request change, long seq) {
    if (!state.isMember(change.by())) return Optional.of(rules.notForThem(state, change.by()));
    if (!state.has(seq))
      return Optional.of(ConversationProblem.noSuchMessage("seq", seq, state.head()));
    return state.isDeleted(seq) ? Optional.of(ConversationProblem.deleted(seq)) : Optional.empty();
  }

  private Effect<ConversationEvent, ConversationState> store(
      ConversationCommand.Read read, ConversationEvent event, ServerMessage news) {
    Username by = read.change().by();
    return effects
        .persist(event)
        .thenRun(
            after -> {
              read.change().replyTo().tell(new ConversationReply.Done());
              if (read.stored().hidden()) audience.tell(by, news);
              else audience.tell(after, by, news);
            });
  }

  private Effect<ConversationEvent, ConversationState> refuse(
      ConversationCommand.Request change, Problem problem) {
    change.replyTo().tell(new ConversationReply.Refused(problem));
    return effects.none();
  }
}
