package io.peerrelay.journal;

import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.AskPattern;
import akka.contrib.persistence.mongodb.JavaDslMongoReadJournal;
import akka.contrib.persistence.mongodb.MongoReadJournal;
import akka.persistence.query.EventEnvelope;
import akka.persistence.query.PersistenceQuery;
import akka.stream.javadsl.Sink;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A journal on some database, and entities that write to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JournalFixture {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  TestDatabase database;
  ActorTestKit kit;
  private TestProbe<String> failures;

  abstract TestDatabase startDatabase();

  @BeforeAll
  void start() {
    database = startDatabase();
    startSystem();
  }

  @AfterAll
  void stop() {
    if (kit != null) kit.shutdownTestKit();
    if (database != null) database.close();
  }

  void startSystem() {
    kit = ActorTestKit.create("journal-suite", database.settings());
    failures = kit.createTestProbe(String.class);
  }

  void restartSystem() {
    kit.shutdownTestKit();
    startSystem();
  }

  String newId() {
    return "Notebook|" + UUID.randomUUID();
  }

  ActorRef<Notebook.Command> notebook(String id, int snapshotEvery) {
    return kit.spawn(Notebook.create(id, snapshotEvery, failures.ref()));
  }

  /** Those of other tests' entities may come in between. */
  void awaitFailure(String id, Duration patience) {
    failures.fishForMessage(
        patience,
        failed ->
            failed.equals(id) ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
  }

  Notebook.Written write(ActorRef<Notebook.Command> notebook, String... texts) {
    return get(ask(notebook, List.of(texts), PATIENCE));
  }

  Notebook.Written read(ActorRef<Notebook.Command> notebook) {
    return get(AskPattern.ask(notebook, Notebook.Read::new, PATIENCE, kit.system().scheduler()));
  }

  /** What is dropped while a slow database makes its collections is written again. */
  CompletableFuture<Integer> writeUntil(int count, ActorRef<Notebook.Command> notebook) {
    return ask(notebook, List.of("note"), Duration.ofSeconds(10))
        .handle((written, failure) -> failure == null ? written.notes().count() : 0)
        .thenCompose(
            reached ->
                reached >= count
                    ? CompletableFuture.completedFuture(reached)
                    : writeUntil(count, notebook))
        .toCompletableFuture();
  }

  /** An entity that restarts drops what was on its way; nothing that it dropped is stored. */
  Notebook.Written writeAgainUntilTaken(ActorRef<Notebook.Command> notebook, String text) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> ask(notebook, List.of(text), Duration.ofSeconds(10)).toCompletableFuture().get(),
            written -> true);
  }

  CompletionStage<Notebook.Written> ask(
      ActorRef<Notebook.Command> notebook, List<String> texts, Duration limit) {
    return AskPattern.ask(
        notebook,
        (ActorRef<Notebook.Written> replyTo) -> new Notebook.Write(texts, replyTo),
        limit,
        kit.system().scheduler());
  }

  List<EventEnvelope> page(String id, long from, long to) {
    JavaDslMongoReadJournal journal =
        PersistenceQuery.get(kit.system())
            .getReadJournalFor(JavaDslMongoReadJournal.class, MongoReadJournal.Identifier());
    return get(
        journal.currentEventsByPersistenceId(id, from, to).runWith(Sink.seq(), kit.system()));
  }

  static List<String> texts(List<EventEnvelope> page) {
    return page.stream().map(envelope -> ((Notebook.Noted) envelope.event()).text()).toList();
  }

  static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
