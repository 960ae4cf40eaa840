package io.peerrelay.conversation;

import akka.actor.typed.ActorSystem;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Folding;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Looks for words in a user's conversations, newest messages first, one conversation after the
 * other. The index says what need not be read; what it does not know is read and put there. What
 * was read decides, and the search ends when that was so much, or it took so long.
 *
 * <pre>
 *  conversation -> a span of it -> the index -> windows -> the journal -> those that fit
 *                                    ^-- blocks it did not know --+
 * </pre>
 */
public final class Search {
  private static final CompletionStage<List<StoredMessage>> NOTHING =
      CompletableFuture.completedStage(null);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Messages that the index is asked about at once. */
  private static final int SPAN = 32 * Block.SIZE;

  /** A conversation of so few is read at once, whether or not it is indexed. */
  private static final int FEW = 128;

  private final ActorSystem<?> system;
  private final Archive archive;
  private final Username by;
  private final SearchGuide guide;
  private final Finds found;
  private final Bounds bounds;
  private final Deque<ConversationId> left;
  private final long begin = System.nanoTime();
  private ConversationId conversation;
  private Deque<Window> windows = new ArrayDeque<>();

  /** What comes before it in the conversation is not in the windows; 0 if nothing does. */
  private long before;

  private long read;
  private boolean skipped;

  /** Whether anything was read, or known to need no reading. */
  private boolean reached;

  private Throwable lastFailure;

  /**
   * @param messages how many may be read before no more are
   */
  record Bounds(int messages, Duration time) {
    static final Bounds USUAL = new Bounds(20_000, Duration.ofSeconds(5));
  }

  private Search(
      ActorSystem<?> system,
      Archive archive,
      Username by,
      Collection<ConversationId> conversations,
      String text,
      int limit,
      Bounds bounds) {
    this.system = system;
    this.archive = archive;
    this.by = by;
    this.left = new ArrayDeque<>(conversations);
    this.bounds = bounds;
    List<String> words = List.of(Folding.fold(text).strip().split("\\s+"));
    this.found = new Finds(by, words, limit);
    this.guide = new SearchGuide(archive.index(), words);
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
    return run(system, archive, by, conversations, text, limit, Bounds.USUAL);
  }

  static CompletionStage<ServerMessage.Found> run(
      ActorSystem<?> system,
      Archive archive,
      Username by,
      Collection<ConversationId> conversations,
      String text,
      int limit,
      Bounds bounds) {
    return new Search(system, archive, by, conversations, text, limit, bounds).next();
  }

  /** One step at a time: nothing here is touched by two threads at once. */
  private CompletionStage<ServerMessage.Found> next() {
    conversation = left.poll();
    return conversation == null ? end(!skipped) : askSpan(null);
  }

  /**
   * @param end null: from the newest message on
   */
  private CompletionStage<ServerMessage.Found> askSpan(Long end) {
    return isOver() ? end(false) : after(look(null, end, SPAN), this::plan);
  }

  private CompletionStage<ServerMessage.Found> plan(ConversationReply.Found range) {
    boolean isWhole = range.first() <= range.oldest();
    long first = isWhole ? range.oldest() : Block.of(range.first() + Block.SIZE - 1).first();
    before = isWhole ? 0 : first;
    if (isWhole && range.last() - first < FEW)
      return after(archive.read(conversation, range), this::check);
    return after(
        guide.windows(conversation, first, range),
        planned -> {
          windows = planned;
          return window();
        });
  }

  private CompletionStage<ServerMessage.Found> window() {
    Window window = windows.poll();
    if (window == null && before > 0) return askSpan(before);
    if (window == null) return finish();
    if (isOver()) return end(false);
    return after(
        look(window.first() - 1, window.last() + 1, window.size())
            .thenCompose(range -> range == null ? NOTHING : read(window, range)),
        this::check);
  }

  private CompletionStage<ServerMessage.Found> finish() {
    reached = true;
    return next();
  }

  private CompletionStage<List<StoredMessage>> read(Window window, ConversationReply.Found range) {
    return archive
        .read(conversation, range)
        .thenCompose(messages -> guide.learn(conversation, window, range, messages));
  }

  private CompletionStage<ServerMessage.Found> check(List<StoredMessage> messages) {
    reached = true;
    read += messages.size();
    return found.take(messages) ? window() : end(false);
  }

  /** Null where the user may see nothing. */
  private CompletionStage<ConversationReply.Found> look(Long after, Long end, int most) {
    return Conversation.of(system, conversation)
        .<ConversationReply>ask(
            to -> new ConversationCommand.Look(by, after, end, most, to), TIMEOUT)
        .thenApply(reply -> reply instanceof ConversationReply.Found range ? range : null);
  }

  /**
   * Goes on with what a step came to, or else with the next conversation.
   *
   * @param step null if there is nothing to see
   */
  private <T> CompletionStage<ServerMessage.Found> after(
      CompletionStage<T> step, Function<T, CompletionStage<ServerMessage.Found>> then) {
    return step.handle(
            (value, failure) -> {
              if (value != null) return then.apply(value);
              if (failure != null) lastFailure = failure;
              return skip();
            })
        .thenCompose(Function.identity());
  }

  private boolean isOver() {
    return read >= bounds.messages() || System.nanoTime() - begin > bounds.time().toNanos();
  }

  private CompletionStage<ServerMessage.Found> skip() {
    skipped = true;
    windows.clear();
    return next();
  }

  /** Fails if nothing could be reached, so that it is not taken for nothing being there. */
  private CompletionStage<ServerMessage.Found> end(boolean complete) {
    if (lastFailure != null && !reached) return CompletableFuture.failedStage(lastFailure);
    return CompletableFuture.completedStage(new ServerMessage.Found(found.messages(), complete));
  }
}
