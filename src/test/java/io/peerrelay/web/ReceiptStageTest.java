package io.peerrelay.web;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.japi.Pair;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReceiptStageTest {
  private static final ActorTestKit testKit = ActorTestKit.create();

  private final Pair<TestPublisher.Probe<HttpRequest>, TestSubscriber.Probe<HttpRequest>> ends =
      TestSource.<HttpRequest>create(testKit.system())
          .via(new ReceiptStage())
          .toMat(TestSink.create(testKit.system()), Pair::create)
          .run(testKit.system());

  @AfterAll
  static void stop() {
    testKit.shutdownTestKit();
  }

  private CompletableFuture<Done> request() {
    ends.second().request(1);
    ends.first().sendNext(HttpRequest.GET("/"));
    return ends.second().expectNext().getAttribute(ReceiptStage.RECEIPT).orElseThrow();
  }

  @Test
  void takesTheNextRequestForAReceiptOfTheAnswerBefore() {
    CompletableFuture<Done> first = request();
    assertThat(first).isNotDone();
    CompletableFuture<Done> second = request();
    assertThat(first).succeedsWithin(Duration.ofSeconds(3));
    assertThat(second).isNotDone();
  }

  @Test
  void takesACloseInOrderForAReceipt() {
    CompletableFuture<Done> receipt = request();
    ends.first().sendComplete();
    assertThat(receipt).succeedsWithin(Duration.ofSeconds(3));
  }

  @Test
  void hasNoReceiptWhereTheConnectionIsReset() {
    CompletableFuture<Done> receipt = request();
    ends.first().sendError(new IllegalStateException("reset"));
    assertThat(receipt).failsWithin(Duration.ofSeconds(3));
  }

  @Test
  void hasNoReceiptWhereTheRelayGivesUp() {
    CompletableFuture<Done> receipt = request();
    ends.second().cancel();
    assertThat(receipt).failsWithin(Duration.ofSeconds(3));
  }
}
