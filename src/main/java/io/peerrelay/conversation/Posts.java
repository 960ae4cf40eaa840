package io.peerrelay.conversation;

import akka.actor.typed.ActorRef;
import akka.persistence.typed.javadsl.CommandHandlerBuilderByState;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a {@link Conversation} does about new messages, and who is told of them how far. */
final class Posts {
  /** In a larger channel an author would hear of nothing but receipts. */
  private static final int MOST_MEMBERS_FOR_RECEIPTS = 100;

  private final EffectFactories<ConversationEvent, ConversationState> effects;
  private final ConversationId id;
  private final ChannelRules rules;
  private final Audience audience;

  Posts(
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
        .onCommand(ConversationCommand.Post.class, this::onPost)
        .onCommand(ConversationCommand.PostAll.class, this::onPostAll)
        .onCommand(ConversationCommand.PostOffer.class, this::onPostOffer)
        .onCommand(ConversationCommand.MarkSeen.class, this::onMarkSeen)
        .onCommand(ConversationCommand.ShowTyping.class, this::onShowTyping);
  }

  private Effect<ConversationEvent, ConversationState> onPost(
      ConversationState state, ConversationCommand.Post command) {
    if (!id.isChannel() && !state.isOpen() && command.opensWith() == null)
      return answer(command.sender(), new ConversationReply.NotThere());
    Optional<Problem> problem = objection(state, command);
    if (problem.isPresent())
      return answer(command.sender(), new ConversationReply.Refused(problem.get()));
    Optional<ConversationReply.Stored> before = state.sentBefore(command.by(), command.clientRef());
    return before.isPresent() ? answer(command.sender(), before.get()) : store(state, command);
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

  private Effect<ConversationEvent, ConversationState> store(
      ConversationState state, ConversationCommand.Post command) {
    Username by = command.by();
    ConversationEvent.Posted posted =
        new ConversationEvent.Posted(
            state.head() + 1,
            by,
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            command.text(),
            command.clientRef(),
            command.attachments(),
            command.replyTo(),
            null,
            isHidden(state, by, command.opensWith()) ? true : null);
    return persist(
        state,
        posted,
        command.opensWith(),
        () -> command.sender().tell(new ConversationReply.Stored(posted.seq(), posted.time())));
  }

  /** One write for all of them. */
  private Effect<ConversationEvent, ConversationState> onPostAll(
      ConversationState state, ConversationCommand.PostAll command) {
    Optional<Problem> problem = rules.objectionToPost(state, command.by());
    if (problem.isPresent())
      return answer(command.sender(), new ConversationReply.Refused(problem.get()));
    List<ConversationEvent.Posted> posted = posted(state, command);
    return effects
        .persist(List.<ConversationEvent>copyOf(posted))
        .thenRun(
            after -> {
              command.sender().tell(new ConversationReply.Done());
              for (ConversationEvent.Posted one : posted)
                audience.tell(after, command.by(), Archive.message(id, one));
            });
  }

  /** Those that were not stored before, each name once. */
  private static List<ConversationEvent.Posted> posted(
      ConversationState state, ConversationCommand.PostAll command) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<ConversationEvent.Posted> posted = new ArrayList<>();
    Set<String> references = new HashSet<>();
    for (ConversationCommand.Draft draft : command.drafts()) {
      boolean isKnown =
          state.sentBefore(command.by(), draft.clientRef()).isPresent()
              || (draft.clientRef() != null && !references.add(draft.clientRef()));
      if (!isKnown)
        posted.add(
            new ConversationEvent.Posted(
                state.head() + 1 + posted.size(),
                command.by(),
                now,
                draft.text(),
                draft.clientRef(),
                null,
                null,
                null,
                null));
    }
    return posted;
  }

  /** Whether only its author is to see it. */
  private boolean isHidden(ConversationState state, Username by, Username opensWith) {
    if (id.isChannel()) return false;
    if (!state.isOpen()) return state.hasBlocked(opensWith, by);
    return state.members().names().stream().anyMatch(member -> state.hasBlocked(member, by));
  }

  private Effect<ConversationEvent, ConversationState> persist(
      ConversationState state,
      ConversationEvent.Posted posted,
      Username opensWith,
      Runnable whenStored) {
    List<ConversationEvent> events = new ArrayList<>();
    if (!state.isOpen()) events.add(new ConversationEvent.Opened(posted.from(), opensWith));
    events.add(posted);
    return effects
        .persist(events)
        .thenRun(
            after -> {
              whenStored.run();
              audience.tell(after, posted.from(), Archive.message(id, posted));
            });
  }

  /** Told again, it is not stored again: it has a name like what a client sends. */
  private Effect<ConversationEvent, ConversationState> onPostOffer(
      ConversationState state, ConversationCommand.PostOffer command) {
    Username by = command.by();
    String clientRef = "offer " + command.offer().transfer() + " " + command.offer().status();
    if (state.sentBefore(by, clientRef).isPresent() || isHidden(state, by, command.other()))
      return effects.none();
    ConversationEvent.Posted posted =
        new ConversationEvent.Posted(
            state.head() + 1,
            by,
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            null,
            clientRef,
            null,
            null,
            command.offer(),
            null);
    return persist(state, posted, command.other(), () -> {});
  }

  /** What a user has seen is for that user's session to know; the author is told. */
  private Effect<ConversationEvent, ConversationState> onMarkSeen(
      ConversationState state, ConversationCommand.MarkSeen command) {
    Username by = command.by();
    if (!state.isMember(by)) return refuse(command, rules.notForThem(state, by));
    if (!state.has(command.seq()))
      return refuse(command, ConversationProblem.noSuchMessage("seq", command.seq(), state.head()));
    ConversationMessage receipt =
        new ConversationMessage.Receipt(id, command.seq(), by, command.status());
    authors(state, command.seq())
        .filter(author -> !author.equals(by) && !state.hasBlocked(by, author))
        .forEach(author -> audience.tell(author, receipt));
    return answer(command.replyTo(), new ConversationReply.Done());
  }

  /** A receipt counts for all messages before, too: between two that is the other's. */
  private Stream<Username> authors(ConversationState state, long seq) {
    if (!id.isChannel()) return state.members().names().stream();
    return state.members().size() > MOST_MEMBERS_FOR_RECEIPTS
        ? Stream.empty()
        : state.author(seq).stream();
  }

  private Effect<ConversationEvent, ConversationState> onShowTyping(
      ConversationState state, ConversationCommand.ShowTyping command) {
    if (state.isMember(command.by()))
      audience.tellOther(state, command.by(), new ConversationMessage.Typing(id, command.by()));
    return effects.none();
  }

  private Effect<ConversationEvent, ConversationState> refuse(
      ConversationCommand.Request command, Problem problem) {
    return answer(command.replyTo(), new ConversationReply.Refused(problem));
  }

  private Effect<ConversationEvent, ConversationState> answer(
      ActorRef<ConversationReply> to, ConversationReply reply) {
    to.tell(reply);
    return effects.none();
  }
}
