package io.peerrelay.conversation;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.peerrelay.protocol.ConversationId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.bson.Document;
import org.reactivestreams.Publisher;

/**
 * Says which messages may have a word, without reading them. It is filled by whoever searches, is
 * true for the state that it names ({@link Edition}), and may be dropped at any time.
 *
 * <pre>
 *   word -> its grams -> a row of bits for each -> those messages that are in all rows
 *                        (in a card: one document)
 * </pre>
 */
public final class SearchIndex {
  private static final String COLLECTION = "search_index";

  /** More would rule out hardly any message that as many do not. */
  private static final int MOST_KINDS = 6;

  private final ActorSystem<?> system;
  private final MongoCollection<Document> cards;

  /**
   * Of a block.
   *
   * @param last number of the last message that is indexed
   * @param mayFit the messages that may have the words, counted from the block's first
   */
  record Hits(long last, BitSet mayFit) {}

  public SearchIndex(ActorSystem<?> system, MongoDatabase database) {
    this.system = system;
    this.cards = database.getCollection(COLLECTION);
  }

  /**
   * What is known of these blocks; none of one that is not indexed, or has changed since.
   *
   * @param changes of all messages of these blocks
   * @param grams of the words, at least one
   */
  CompletionStage<Map<Block, Hits>> hits(
      ConversationId conversation, List<Block> blocks, Map<Long, Change> changes, BitSet grams) {
    List<Integer> kinds = grams.stream().limit(MOST_KINDS).boxed().toList();
    List<Integer> numbers = kinds.stream().map(IndexCard::number).distinct().toList();
    List<String> ids =
        blocks.stream()
            .flatMap(
                block -> numbers.stream().map(number -> IndexCard.id(conversation, block, number)))
            .toList();
    return all(cards.find(Filters.in("_id", ids)))
        .thenApply(
            documents -> {
              Map<String, IndexCard> found =
                  documents.stream()
                      .collect(Collectors.toMap(one -> one.getString("_id"), IndexCard::of));
              Map<Block, Hits> hits = new HashMap<>();
              for (Block block : blocks) {
                Hits known = hits(conversation, block, changes, kinds, found);
                if (known != null) hits.put(block, known);
              }
              return hits;
            });
  }

  private static Hits hits(
      ConversationId conversation,
      Block block,
      Map<Long, Change> changes,
      List<Integer> kinds,
      Map<String, IndexCard> found) {
    Edition edition = null;
    BitSet mayFit = new BitSet();
    mayFit.set(0, Block.SIZE);
    for (int kind : kinds) {
      IndexCard card = found.get(IndexCard.id(conversation, block, IndexCard.number(kind)));
      if (card == null || (edition != null && !card.edition().equals(edition))) return null;
      edition = card.edition();
      mayFit.and(card.row(kind));
    }
    return Edition.of(block, edition.last(), changes).equals(edition)
        ? new Hits(edition.last(), mayFit)
        : null;
  }

  /**
   * @param range where they are in the journal
   * @param messages all of the block, up to the range's last
   */
  CompletionStage<?> put(
      ConversationId conversation,
      Block block,
      ConversationReply.Found range,
      List<StoredMessage> messages) {
    Edition edition = Edition.of(block, range.last(), range.changes());
    List<Document> documents =
        IndexCard.documents(conversation, IndexCard.of(block, edition, messages));
    List<String> ids = documents.stream().map(one -> one.getString("_id")).toList();
    return all(cards.deleteMany(Filters.in("_id", ids)))
        .thenCompose(
            deleted -> all(cards.insertMany(documents, new InsertManyOptions().ordered(false))))
        .handle(
            (inserted, failure) -> {
              if (failure != null && !isThereAlready(failure))
                throw new CompletionException(failure);
              return null;
            });
  }

  /** By another search at the same time: each card says for itself what it knows. */
  private static boolean isThereAlready(Throwable failure) {
    return failure.getCause() instanceof MongoBulkWriteException refused
        && refused.getWriteErrors().stream()
            .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
  }

  private <T> CompletionStage<List<T>> all(Publisher<T> answer) {
    return Source.fromPublisher(answer).runWith(Sink.seq(), system);
  }
}
