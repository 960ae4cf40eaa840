package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.dispatch.Futures;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.jdk.javaapi.FunctionConverters;

class CollectionCacheTest {
  private final CollectionCache<Future<String>> cache =
      new CollectionCache<>(ConfigFactory.empty());

  @Test
  void preparesCollectionOnce() {
    Future<String> prepared = Futures.successful("collection");

    assertThat(get(List.of(prepared))).isSameAs(prepared);
    assertThat(get(List.of())).isSameAs(prepared);
  }

  @Test
  void waitsForTheOneThatIsBeingPrepared() {
    Future<String> pending = Promise.<String>apply().future();

    assertThat(get(List.of(pending))).isSameAs(pending);
    assertThat(get(List.of())).isSameAs(pending);
  }

  @Test
  void preparesAgainWhatHasFailedOrWasInvalidated() {
    Future<String> prepared = Futures.successful("collection");

    get(List.of(Futures.failed(new IllegalStateException("no database"))));
    assertThat(get(List.of(prepared))).isSameAs(prepared);

    cache.invalidate("journal_00");
    Future<String> again = Futures.successful("again");
    assertThat(get(List.of(again))).isSameAs(again);
  }

  private Future<String> get(List<Future<String>> preparations) {
    Queue<Future<String>> queue = new ArrayDeque<>(preparations);
    return cache.getOrElseCreate(
        "journal_00", FunctionConverters.asScalaFromFunction(name -> queue.remove()));
  }
}
