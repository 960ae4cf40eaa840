package io.peerrelay.conversation;

import io.peerrelay.protocol.ConversationId;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one search what to read. Where there is no index, or it fails, that is everything: it makes
 * a search faster, and never fails one.
 */
final class SearchGuide {
  private static final Logger LOG = LoggerFactory.getLogger(SearchGuide.class);

  private final BitSet grams = new BitSet();

  /** Empty from the first failure on. */
  private Optional<SearchIndex> index;

  /**
   * @param words folded
   */
  SearchGuide(Optional<SearchIndex> index, List<String> words) {
    words.forEach(word -> grams.or(Grams.of(word)));
    this.index = grams.isEmpty() ? Optional.empty() : index;
  }

  /**
   * @param first the first message of the range that matters: a block's, or the oldest of all
   */
  CompletionStage<Deque<Window>> windows(
      ConversationId conversation, long first, ConversationReply.Found range) {
    if (index.isEmpty()) return CompletableFuture.completedStage(Window.all(first, range.last()));
    List<Block> blocks =
        LongStream.rangeClosed(Block.of(first).number(), Block.of(range.last()).number())
            .mapToObj(Block::new)
            .toList();
    return index
        .get()
        .hits(conversation, blocks, range.changes(), grams)
        .thenApply(hits -> Window.likely(first, range.last(), hits))
        .exceptionally(
            failure -> {
              giveUp(failure);
              return Window.all(first, range.last());
            });
  }

  /**
   * Puts what was read into the index, if that is of use to the next search.
   *
   * @return the messages, as they were given
   */
  CompletionStage<List<StoredMessage>> learn(
      ConversationId conversation,
      Window window,
      ConversationReply.Found range,
      List<StoredMessage> messages) {
    if (index.isEmpty() || !window.unindexed() || !isAll(messages, range))
      return CompletableFuture.completedStage(messages);
    return index
        .get()
        .put(conversation, Block.of(window.first()), range, messages)
        .thenApply(done -> messages)
        .exceptionally(
            failure -> {
              giveUp(failure);
              return messages;
            });
  }

  /** What the index does not know of is never found again: rather it knows nothing of the block. */
  private static boolean isAll(List<StoredMessage> messages, ConversationReply.Found range) {
    return messages.size() == range.last() - Math.max(range.first(), range.oldest()) + 1;
  }

  private void giveUp(Throwable failure) {
    index = Optional.empty();
    LOG.warn("A search goes on without the index: {}", failure.toString());
  }
}
