package io.peerrelay.conversation;

import akka.actor.typed.ActorSystem;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Folding;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks for words in a user's conversations, newest messages first, a page of one conversation
 * after the other. There is no index: it ends when it has read so much, or for so long.
 */
public final class Search {
  private static final int PAGE = 500;
  private static final int MOST_READ = 20_000;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ActorSystem<?> system;
  private final Archive archive;
  private final Username by;
  private final List<String> words;
  private final int limit;
  private final Deque<ConversationId> left;
  private final List<ConversationMessage.Message> found = new ArrayList<>();
  private final long deadline = System.nanoTime() + LONGEST.toNanos();
  private long read;
  private long characters;
  private boolean skipped;

  private Search(
      ActorSystem<?> system,
      Archive archive,
      Username by,
      Collection<ConversationId> conversations,
      String text,
      int limit) {
    this.system = system;
    this.archive = archive;
    this.by = by;
    this.left = new ArrayDeque<>(conversations);
    this.words = Arrays.asList(Folding.fold(text).strip().split("\\s+"));
    this.limit = limit;
  }

  /**
   * @param text words, all of which a message must have
   * @param limit how many messages to find at most
   */
  public static CompletionStage<ServerMessage.Found> run(
      ActorSystem<?> system,
      Archive archive,
      Username by,
      Collection<ConversationId> conversations,
      String text,
      int limit) {
    return new Search(system, archive, by, conversations, text, limit).next();
  }

  private CompletionStage<ServerMessage.Found> next() {
    ConversationId conversation = left.poll();
    if (conversation == null) return end(!skipped);
    return page(conversation, null);
  }

  /** One step at a time: nothing here is touched by two threads at once. */
  private CompletionStage<ServerMessage.Found> page(ConversationId conversation, Long before) {
    if (read >= MOST_READ || System.nanoTime() - deadline > 0) return end(false);
    return Conversation.of(system, conversation)
        .<ConversationReply>ask(
            to -> new ConversationCommand.Look(by, null, before, PAGE, to), TIMEOUT)
        .thenCompose(reply -> look(conversation, reply))
        .exceptionallyCompose(failure -> skip());
  }

  private CompletionStage<ServerMessage.Found> look(
      ConversationId conversation, ConversationReply reply) {
    if (!(reply instanceof ConversationReply.Found range)) return skip();
    return archive
        .read(conversation, range)
        .thenCompose(
            messages -> {
              read += messages.size();
              for (int i = messages.size() - 1; i >= 0; i--)
                if (fits(messages.get(i)) && !take(messages.get(i).message())) return end(false);
              return range.first() > range.oldest() ? page(conversation, range.first()) : next();
            });
  }

  private boolean fits(StoredMessage stored) {
    String text = stored.message().text();
    if (text == null || stored.isHiddenFrom(by)) return false;
    String folded = Folding.fold(text);
    return words.stream().allMatch(folded::contains);
  }

  /** Whether there was room for it. */
  private boolean take(ConversationMessage.Message message) {
    characters += Page.characters(message);
    if (found.size() >= limit || (characters > Page.MOST_CHARACTERS && !found.isEmpty()))
      return false;
    found.add(message);
    return true;
  }

  private CompletionStage<ServerMessage.Found> skip() {
    skipped = true;
    return next();
  }

  private CompletionStage<ServerMessage.Found> end(boolean complete) {
    return CompletableFuture.completedStage(new ServerMessage.Found(found, complete));
  }
}
