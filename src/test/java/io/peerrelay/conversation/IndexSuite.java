package io.peerrelay.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import io.peerrelay.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What else is true of a search with an index, whichever database has it. */
abstract class IndexSuite extends SearchSuite {
  private static final String COLLECTION = "search_index";

  /** Reads little: only what the index can't rule out. */
  private static final Search.Bounds NARROW = new Search.Bounds(1_000, LONG);

  private MongoDatabase database;

  abstract MongoDatabase open();

  @Override
  final Optional<MongoDatabase> openDatabase() {
    database = open();
    return Optional.of(database);
  }

  @Test
  void findsWithoutReadingWhatComesBetween() {
    long oldest = say("porcupine");
    chatter(6_000);
    assertThat(seqs(search("porcupine", NARROW))).isEmpty();
    search("hedgehog", AMPLE);
    ServerMessage.Found found = search("porcupine", NARROW);
    assertThat(seqs(found)).containsExactly(oldest);
    assertThat(found.complete()).isTrue();
  }

  @Test
  void getsFurtherWithEachSearchUntilAllIsIndexed() {
    long oldest = say("porcupine");
    chatter(3_000);
    int incomplete = 0;
    ServerMessage.Found found = search("porcupine", NARROW);
    for (; !found.complete(); found = search("porcupine", NARROW)) incomplete++;
    assertThat(seqs(found)).containsExactly(oldest);
    assertThat(incomplete).isBetween(2, 3);
  }

  @Test
  void takesTwoSearchesAtOnce() {
    long one = say("porcupine");
    chatter(2_000);
    long other = say("hedgehog");
    List<CompletableFuture<ServerMessage.Found>> searches =
        Stream.of("porcupine", "hedgehog", "porcupine", "hedgehog")
            .map(text -> begin(text, AMPLE).toCompletableFuture())
            .toList();
    assertThat(searches.stream().map(CompletableFuture::join).map(SearchFixture::seqs))
        .containsExactly(List.of(one), List.of(other), List.of(one), List.of(other));
    assertFinds("porcupine", one);
  }

  @Test
  void keepsNothingOfABlockThatCouldNotBeReadWhole() {
    chatter(200);
    long seq = say("porcupine");
    chatter(200);
    assertThat(
            begin(
                "hedgehog",
                (journal, from, to) ->
                    cluster.stored().currentEventsByPersistenceId(journal, from, to).take(150)))
        .succeedsWithin(LONG);
    assertFinds("porcupine", seq);
  }

  @Test
  void findsTheSameAfterTheIndexWasDropped() {
    long seq = say("porcupine");
    chatter(1_000);
    assertFinds("porcupine", seq);
    Mono.from(database.getCollection(COLLECTION).drop()).block(LONG);
    assertFinds("porcupine", seq);
    assertThat(Mono.from(database.getCollection(COLLECTION).countDocuments()).block(LONG))
        .isPositive();
  }
}
