package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.query.EventEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the relay expects of its journal, whichever database holds it. */
abstract class JournalSuite extends JournalFixture {
  @Test
  void keepsManyEventsInOrder() {
    String id = newId();
    ActorRef<Notebook.Command> notebook = notebook(id, 0);
    for (int number = 1; number <= 500; number++) write(notebook, "note " + number);

    restartSystem();

    assertThat(read(notebook(id, 0)).notes()).isEqualTo(new Notebook.Notes(500, "note 500", true));
  }

  @Test
  void persistsBatchOfEventsWhole() {
    String id = newId();
    String[] texts =
        IntStream.rangeClosed(1, 200).mapToObj(Integer::toString).toArray(String[]::new);
    assertThat(write(notebook(id, 0), texts).sequenceNumber()).isEqualTo(200);

    restartSystem();

    assertThat(read(notebook(id, 0)).notes()).isEqualTo(new Notebook.Notes(200, "200", true));
  }

  @Test
  void recoversFromSnapshotAndTheEventsAfterIt() {
    String id = newId();
    ActorRef<Notebook.Command> notebook = notebook(id, 10);
    for (int number = 1; number <= 25; number++) write(notebook, "note " + number);

    restartSystem();

    Notebook.Written recovered = read(notebook(id, 10));
    assertThat(recovered.notes()).isEqualTo(new Notebook.Notes(25, "note 25", true));
    assertThat(recovered.sequenceNumber()).isEqualTo(25);
  }

  @Test
  void deletesEventsThatSnapshotsHaveMadeNeedless() {
    assumeTrue(database.deletes(), "this server lacks what the plugin deletes with");
    String id = newId();
    ActorRef<Notebook.Command> notebook = notebook(id, 10);
    for (int number = 1; number <= 25; number++) write(notebook, "note " + number);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(page(id, 1, Long.MAX_VALUE))
                    .isNotEmpty()
                    .allMatch(envelope -> envelope.sequenceNr() > 10));
    restartSystem();

    assertThat(read(notebook(id, 10)).notes()).isEqualTo(new Notebook.Notes(25, "note 25", true));
    assertThat(write(notebook(id, 10), "next").sequenceNumber()).isEqualTo(26);
  }

  @Test
  void numbersEventsOnAfterRestart() {
    String id = newId();
    write(notebook(id, 0), "one", "two", "three");

    restartSystem();

    assertThat(write(notebook(id, 0), "four").sequenceNumber()).isEqualTo(4);
  }

  @Test
  void storesEventOfOneMegabyte() {
    String id = newId();
    String large = "0123456789abcdef".repeat(1 << 16);
    write(notebook(id, 0), large);

    restartSystem();

    assertThat(read(notebook(id, 0)).notes().last()).isEqualTo(large);
  }

  @Test
  void refusesEventOver16MegabytesAndGoesOn() {
    String id = newId();
    ActorRef<Notebook.Command> notebook = notebook(id, 0);
    ActorRef<Notebook.Command> neighbour = notebook(newId(), 0);
    write(notebook, "before");

    notebook.tell(new Notebook.Write(List.of("x".repeat(17 << 20)), kit.system().ignoreRef()));

    awaitFailure(id, PATIENCE);
    assertThat(write(neighbour, "meanwhile").notes().count()).isEqualTo(1);
    assertThat(writeAgainUntilTaken(notebook, "after").notes())
        .isEqualTo(new Notebook.Notes(2, "after", true));
  }

  @Test
  void takesManyWritersAtOnce() {
    List<String> ids = Stream.generate(this::newId).limit(100).toList();
    get(
        CompletableFuture.allOf(
            ids.stream()
                .map(id -> writeUntil(8, notebook(id, 0)))
                .toArray(CompletableFuture[]::new)));

    restartSystem();

    assertThat(ids)
        .allSatisfy(
            id -> {
              Notebook.Notes notes = read(notebook(id, 0)).notes();
              assertThat(notes.inOrder()).isTrue();
              assertThat(notes.count()).isGreaterThanOrEqualTo(8);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Account|Žarko", "Налог|Ђорђе", "名前", "fox 🦊", "a.b$c/d%e f"})
  void takesPersistenceIdsInAnyScript(String name) {
    String id = name + "|" + UUID.randomUUID();
    write(notebook(id, 2), "a", "b", "c");

    restartSystem();

    assertThat(read(notebook(id, 2)).notes()).isEqualTo(new Notebook.Notes(3, "c", true));
  }

  @Test
  void failsSoonWithoutDatabaseAndGoesOnWhenItIsBack() {
    String id = newId();
    String unseen = newId();
    ActorRef<Notebook.Command> notebook = notebook(id, 0);
    write(notebook, "before");

    database.takeAway();
    try {
      notebook.tell(new Notebook.Write(List.of("lost"), kit.system().ignoreRef()));
      awaitFailure(id, Duration.ofSeconds(8));
      notebook(unseen, 0).tell(new Notebook.Write(List.of("lost"), kit.system().ignoreRef()));
    } finally {
      database.giveBack();
    }

    Notebook.Notes after = writeAgainUntilTaken(notebook, "after").notes();
    assertThat(after).isEqualTo(new Notebook.Notes(2, "after", true));
    assertThat(writeAgainUntilTaken(notebook(newId(), 0), "new").notes().count()).isPositive();
  }

  @Test
  void readsEventsOfOneEntityPageByPage() {
    String id = newId();
    ActorRef<Notebook.Command> notebook = notebook(id, 0);
    for (int number = 1; number <= 30; number++) write(notebook, "note " + number);
    write(notebook(newId(), 0), "somebody else's");

    assertThat(texts(page(id, 1, 10))).hasSize(10).startsWith("note 1").endsWith("note 10");
    assertThat(texts(page(id, 11, 20))).hasSize(10).startsWith("note 11").endsWith("note 20");
    assertThat(texts(page(id, 26, Long.MAX_VALUE))).hasSize(5).endsWith("note 30");
    assertThat(page(id, 31, 40)).isEmpty();
    assertThat(page(newId(), 1, 10)).isEmpty();
  }

  /** A page is made of whole writes: who wants its exact borders looks at the sequence numbers. */
  @Test
  void readsPageThatCutsThroughBatchWithTheWholeBatch() {
    String id = newId();
    write(notebook(id, 0), "1", "2", "3");

    assertThat(page(id, 2, 2)).extracting(EventEnvelope::sequenceNr).contains(2L);
  }

  /** As two nodes do that don't see each other: each takes itself for the only writer. */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "3, 2"})
  void refusesTheWriteOfAnEntityThatAnotherHasWrittenMeanwhile(int others, int own) {
    String id = newId();
    ActorRef<Notebook.Command> hung = notebook(id, 0);
    write(hung, "before");
    ActorTestKit elsewhere = ActorTestKit.create("journal-suite", database.settings());
    try {
      ActorRef<Notebook.Command> successor =
          elsewhere.spawn(Notebook.create(id, 0, kit.system().ignoreRef()));
      write(successor, Collections.nCopies(others, "successor").toArray(String[]::new));
      TestProbe<Notebook.Written> written = kit.createTestProbe();

      hung.tell(new Notebook.Write(Collections.nCopies(own, "hung"), written.ref()));

      awaitFailure(id, PATIENCE);
      assertThat(writeAgainUntilTaken(hung, "after").notes().inOrder()).isTrue();
      written.expectNoMessage(Duration.ZERO);
      List<String> stored = texts(page(id, 1, Long.MAX_VALUE));
      assertThat(stored.subList(0, 1 + others))
          .startsWith("before")
          .endsWith(Collections.nCopies(others, "successor").toArray(String[]::new));
      // Once or, where a slow database was asked again, more often.
      assertThat(stored.subList(1 + others, stored.size())).isNotEmpty().containsOnly("after");
    } finally {
      elsewhere.shutdownTestKit();
    }
  }

  @Test
  void keepsWhatIsAcknowledgedToTwoWritersAtOnceOnceAndInOrder() {
    String id = newId();
    ActorTestKit elsewhere = ActorTestKit.create("journal-suite", database.settings());
    try {
      ActorRef<Notebook.Command> one = notebook(id, 0);
      ActorRef<Notebook.Command> other =
          elsewhere.spawn(Notebook.create(id, 0, kit.system().ignoreRef()));
      CompletableFuture<List<String>> others =
          CompletableFuture.supplyAsync(() -> writeBatches(other, "other"));
      List<String> acknowledged = writeBatches(one, "one");
      List<String> elsewhereAcknowledged = get(others);
      List<String> stored = texts(page(id, 1, Long.MAX_VALUE));

      assertThat(stored)
          .containsSubsequence(acknowledged)
          .containsSubsequence(elsewhereAcknowledged);
      assertThat(read(notebook(id, 0)).notes().inOrder()).isTrue();
      assertThat(stored).doesNotHaveDuplicates();
    } finally {
      elsewhere.shutdownTestKit();
    }
  }

  /** One to three at once; those that are refused are not tried again. */
  private List<String> writeBatches(ActorRef<Notebook.Command> notebook, String name) {
    List<String> acknowledged = new ArrayList<>();
    for (int batch = 0; batch < 12; batch++) {
      List<String> texts = new ArrayList<>();
      for (int note = 0; note <= batch % 3; note++) texts.add(name + batch + "." + note);
      boolean taken =
          ask(notebook, texts, Duration.ofSeconds(2))
              .handle((written, failure) -> failure == null)
              .toCompletableFuture()
              .join();
      if (taken) acknowledged.addAll(texts);
    }
    assertThat(acknowledged).isNotEmpty();
    return acknowledged;
  }
}
