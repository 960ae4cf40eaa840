package io.peerrelay.conversation;

import akka.actor.typed.ActorRef;
import akka.persistence.typed.javadsl.CommandHandlerBuilderByState;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link Conversation} does about new messages. The first is stored at once; what comes
 * while it is being stored goes into the next write together, so that a hundred who write at the
 * same time wait for two writes and not for a hundred.
 *
 * <pre>
 *   Post --> is a write just over? --no--> write --stored--> answers, audience
 *                  | yes                     ^                    |
 *                  v                         |                    v
 *              [ waiting ] ------------------+---- StoreWaiting --+
 * </pre>
 */
final class Posts {
  /** Messages of one write. */
  private static final int MOST_AT_ONCE = 64;

  private final ActorRef<ConversationCommand> self;
  private final EffectFactories<ConversationEvent, ConversationState> effects;
  private final ConversationId id;
  private final ChannelRules rules;
  private final Audience audience;
  private final List<ConversationCommand.Post> waiting = new ArrayList<>();

  /** Whether a write has ended and what came meanwhile is being looked at. */
  private boolean gathering;

  Posts(
      ActorRef<ConversationCommand> self,
      EffectFactories<ConversationEvent, ConversationState> effects,
      ConversationId id,
      ChannelRules rules,
      Audience audience) {
    this.self = self;
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
        .onCommand(ConversationCommand.Post.class, this::onPost)
        .onCommand(ConversationCommand.StoreWaiting.class, (state, command) -> storeWaiting(state))
        .onCommand(ConversationCommand.PostAll.class, this::onPostAll)
        .onCommand(ConversationCommand.PostOffer.class, this::onPostOffer);
  }

  /** After a failed write, of something else: what was waiting comes once more. */
  void restart() {
    waiting.forEach(self::tell);
    waiting.clear();
    gathering = false;
  }

  /** Whether something is yet to be stored that nobody has to ask for again. */
  boolean areWaiting() {
    return !waiting.isEmpty();
  }

  private Effect<ConversationEvent, ConversationState> onPost(
      ConversationState state, ConversationCommand.Post command) {
    if (!id.isChannel() && !state.isOpen() && command.opensWith() == null)
      return answer(command.sender(), new ConversationReply.NotThere());
    Optional<Problem> problem = objection(state, command);
    if (problem.isPresent())
      return answer(command.sender(), new ConversationReply.Refused(problem.get()));
    waiting.add(command);
    return gathering && waiting.size() < MOST_AT_ONCE ? effects.none() : storeWaiting(state);
  }

  private Optional<Problem> objection(ConversationState state, ConversationCommand.Post command) {
    if (id.isChannel()) {
      Optional<Problem> problem = rules.objectionToPost(state, command.by());
      if (problem.isPresent()) return problem;
    } else if (state.isOpen() && !state.isMember(command.by())) {
      return Optional.of(ConversationProblem.notAMember());
    }
    return command.replyTo() == null || state.has(command.replyTo())
        ? Optional.empty()
        : Optional.of(
            ConversationProblem.noSuchMessage("replyTo", command.replyTo(), state.head()));
  }

  private Effect<ConversationEvent, ConversationState> storeWaiting(ConversationState state) {
    gathering = false;
    if (waiting.isEmpty()) return effects.none();
    Username opensWith = waiting.get(0).opensWith();
    Batch batch = new Batch(state);
    List<Runnable> answers = new ArrayList<>();
    for (ConversationCommand.Post command : waiting) {
      ConversationReply stored = add(batch, state, command);
      answers.add(() -> command.sender().tell(stored));
    }
    waiting.clear();
    return persist(state, batch, opensWith, () -> answers.forEach(Runnable::run));
  }

  private ConversationReply add(
      Batch batch, ConversationState state, ConversationCommand.Post command) {
    return batch
        .sentBefore(command.by(), command.clientRef())
        .orElseGet(
            () ->
                batch.add(
                    new ConversationEvent.Posted(
                        batch.next(),
                        command.by(),
                        batch.time(),
                        command.text(),
                        command.clientRef(),
                        command.attachments(),
                        command.replyTo(),
                        null,
                        isHidden(state, command.by(), command.opensWith()) ? true : null)));
  }

  /** Those that were not stored before, each name once. */
  private Effect<ConversationEvent, ConversationState> onPostAll(
      ConversationState state, ConversationCommand.PostAll command) {
    Optional<Problem> problem = rules.objectionToPost(state, command.by());
    if (problem.isPresent())
      return answer(command.sender(), new ConversationReply.Refused(problem.get()));
    Batch batch = new Batch(state);
    for (ConversationCommand.Draft draft : command.drafts())
      if (batch.sentBefore(command.by(), draft.clientRef()).isEmpty())
        batch.add(
            new ConversationEvent.Posted(
                batch.next(),
                command.by(),
                batch.time(),
                draft.text(),
                draft.clientRef(),
                null,
                null,
                null,
                null));
    return persist(state, batch, null, () -> command.sender().tell(new ConversationReply.Done()));
  }

  /** Told again, it is not stored again: it has a name like what a client sends. */
  private Effect<ConversationEvent, ConversationState> onPostOffer(
      ConversationState state, ConversationCommand.PostOffer command) {
    Username by = command.by();
    String clientRef = "offer " + command.offer().transfer() + " " + command.offer().status();
    if (state.sentBefore(by, clientRef).isPresent() || isHidden(state, by, command.other()))
      return effects.none();
    Batch batch = new Batch(state);
    batch.add(
        new ConversationEvent.Posted(
            batch.next(), by, batch.time(), null, clientRef, null, null, command.offer(), null));
    return persist(state, batch, command.other(), () -> {});
  }

  /** Whether only its author is to see it. */
  private boolean isHidden(ConversationState state, Username by, Username opensWith) {
    if (id.isChannel()) return false;
    if (!state.isOpen()) return state.hasBlocked(opensWith, by);
    return state.members().names().stream().anyMatch(member -> state.hasBlocked(member, by));
  }

  private Effect<ConversationEvent, ConversationState> persist(
      ConversationState state, Batch batch, Username opensWith, Runnable whenStored) {
    List<ConversationEvent> events = new ArrayList<>();
    if (!state.isOpen())
      events.add(new ConversationEvent.Opened(batch.posted().get(0).from(), opensWith));
    events.addAll(batch.posted());
    return effects
        .persist(events)
        .thenRun(
            after -> {
              whenStored.run();
              audience.tell(
                  after,
                  batch.posted().stream().map(posted -> Archive.message(id, posted)).toList());
              gathering = true;
              self.tell(new ConversationCommand.StoreWaiting());
            });
  }

  private Effect<ConversationEvent, ConversationState> answer(
      ActorRef<ConversationReply> to, ConversationReply reply) {
    to.tell(reply);
    return effects.none();
  }
}
