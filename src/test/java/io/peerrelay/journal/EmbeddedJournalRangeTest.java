package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorRef;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.javadsl.Adapter;
import akka.contrib.persistence.mongodb.JavaDslMongoReadJournal;
import akka.contrib.persistence.mongodb.MongoReadJournal;
import akka.persistence.JournalProtocol;
import akka.persistence.Persistence;
import akka.persistence.query.PersistenceQuery;
import akka.stream.javadsl.Sink;
import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is read of an entity costs what is returned, not what is stored. By the plugin's own
 * queries: those of another version may be other ones, which no index serves.
 */
class EmbeddedJournalRangeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FEW = 1_000;
  private static final int MANY = Integer.getInteger("journal.events", 20_000);
  private static final int ROUNDS = 15;

  @TempDir Path directory;
  private EmbeddedDatabase database;
  private MongoClient client;
  private ActorTestKit kit;

  @BeforeEach
  void start() {
    database = EmbeddedDatabase.start(directory, 0, false);
    MongoUri uri = MongoUri.parse(database.uri());
    client = MongoClients.create(database.uri());
    kit =
        ActorTestKit.create(
            Journal.at(uri)
                .withFallback(
                    ConfigFactory.parseString("akka.loglevel=OFF,akka.stdout-loglevel=OFF"))
                .withFallback(ConfigFactory.parseResources("journal.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve());
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
    client.close();
    database.close();
  }

  @Test
  void readsNoMoreThanItReturns() {
    String small = entityWith(FEW);
    String large = entityWith(MANY);
    for (int round = 0; round < ROUNDS; round++) {
      replay(small, FEW);
      page(small, FEW);
    }

    double wakeSmall = Double.MAX_VALUE;
    double wakeLarge = Double.MAX_VALUE;
    double pageSmall = Double.MAX_VALUE;
    double pageLarge = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) { // In turns: what else goes on meets all alike.
      wakeSmall = Math.min(wakeSmall, time(() -> replay(small, FEW)));
      wakeLarge = Math.min(wakeLarge, time(() -> replay(large, MANY)));
      pageSmall = Math.min(pageSmall, time(() -> page(small, FEW)));
      pageLarge = Math.min(pageLarge, time(() -> page(large, MANY)));
    }

    String measured =
        String.format(
            "ms of %d and of %d events: to wake %.1f and %.1f, a page %.1f and %.1f",
            FEW, MANY, wakeSmall, wakeLarge, pageSmall, pageLarge);
    // When all was read, it was more than three times as much even with all of it in memory.
    assertThat(wakeLarge).as(measured).isLessThan(2 * wakeSmall);
    assertThat(pageLarge).as(measured).isLessThan(2 * pageSmall);
  }

  /** As after a snapshot that was taken 100 events ago. */
  private void replay(String id, long last) {
    TestProbe<Object> probe = kit.createTestProbe();
    ActorRef journal =
        Persistence.get(Adapter.toClassic(kit.system())).journalFor("", ConfigFactory.empty());
    journal.tell(
        new JournalProtocol.ReplayMessages(
            last - 99, Long.MAX_VALUE, Long.MAX_VALUE, id, Adapter.toClassic(probe.ref())),
        ActorRef.noSender());
    long next = last - 99;
    Object answer = probe.receiveMessage(PATIENCE);
    while (answer instanceof JournalProtocol.ReplayedMessage replayed) {
      assertThat(replayed.persistent().sequenceNr()).isEqualTo(next++);
      answer = probe.receiveMessage(PATIENCE);
    }
    assertThat(next).isEqualTo(last + 1);
    assertThat(answer).isEqualTo(new JournalProtocol.RecoverySuccess(last));
  }

  private void page(String id, long last) {
    assertThat(
            PersistenceQuery.get(kit.system())
                .getReadJournalFor(JavaDslMongoReadJournal.class, MongoReadJournal.Identifier())
                .currentEventsByPersistenceId(id, last - 99, last)
                .map(envelope -> envelope.sequenceNr())
                .runWith(Sink.seq(), kit.system())
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join())
        .containsExactlyElementsOf(LongStream.rangeClosed(last - 99, last).boxed().toList());
  }

  /** In milliseconds. */
  private static double time(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  /** The first event is the plugin's, the others are copies of it. */
  private String entityWith(int events) {
    String id = "Notebook|" + UUID.randomUUID();
    TestProbe<Notebook.Written> written = kit.createTestProbe();
    akka.actor.typed.ActorRef<Notebook.Command> notebook =
        kit.spawn(Notebook.create(id, 0, kit.system().ignoreRef()));
    notebook.tell(new Notebook.Write(List.of("x".repeat(200)), written.ref()));
    written.receiveMessage(PATIENCE);
    kit.stop(notebook);

    MongoCollection<Document> journal =
        client
            .getDatabase(MongoUri.parse(database.uri()).database())
            .getCollection("journal_" + new CollectionSuffix().getSuffixFromPersistenceId(id));
    Document first = Mono.from(journal.find(Filters.eq("pid", id)).first()).block(PATIENCE);
    List<Document> copies = new ArrayList<>();
    for (long number = 2; number <= events; number++) {
      Document event = new Document(first.getList("events", Document.class).get(0));
      event.append("sn", number);
      Document copy = new Document(first).append("from", number).append("to", number);
      copy.append("events", List.of(event)).remove("_id");
      copies.add(copy);
      if (copies.size() == 1000 || number == events) {
        Flux.from(journal.insertMany(copies)).blockLast(PATIENCE);
        copies.clear();
      }
    }
    return id;
  }
}
