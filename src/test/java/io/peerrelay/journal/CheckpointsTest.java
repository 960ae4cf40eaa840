package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Checkpoints of the embedded database that are written beside changes, and cut anywhere. */
class CheckpointsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LONGEST_LOG = 10_000;
  private static final List<String> LOGS = List.of("journal.log", "journal.2.log");

  /** Of the store's file: two blocks that say where it was written to last. Bytes. */
  private static final int HEADER = 8_192;

  private static final String TEXT = "x".repeat(1_000);

  @TempDir Path directory;
  private Path original;
  private Path copy;

  /**
   * The next document's number; so many have been inserted, and the counter was raised as often.
   */
  private int next;

  @BeforeEach
  void makeDirectories() throws IOException {
    original = Files.createDirectory(directory.resolve("original"));
    copy = Files.createDirectory(directory.resolve("copy"));
  }

  @ParameterizedTest
  @EnumSource(HeldStoreFile.Step.class)
  void answersChangesOfEveryKindWhileACheckpointIsWritten(HeldStoreFile.Step step) {
    HeldStoreFile file = new HeldStoreFile(original, step);
    try (EmbeddedDatabase database = start(file);
        MongoClient client = MongoClients.create(database.uri())) {
      try {
        changeUntilHeld(client, file);
        for (int count = 0; count < 5; count++) change(client);
        get(notes(client).deleteOne(Filters.eq(0)));
        get(collection(client, "new").insertOne(new Document("_id", 1)));

        assertThat(get(notes(client).countDocuments())).isEqualTo(next); // With the counter.
      } finally {
        file.release();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HeldStoreFile.Step.class)
  void losesNothingAndDoublesNothingAtACrashInACheckpoint(HeldStoreFile.Step step)
      throws IOException {
    HeldStoreFile file = new HeldStoreFile(original, step);
    try (EmbeddedDatabase database = start(file);
        MongoClient client = MongoClients.create(database.uri())) {
      try {
        changeUntilHeld(client, file);
        for (int count = 0; count < 5; count++) change(client);
        copyAsAfterKill();
      } finally {
        file.release();
      }
    }
    assertThat(copy.resolve("journal.log")).isNotEmptyFile();
    assertThat(copy.resolve("journal.2.log")).isNotEmptyFile();

    assertAllThere(copy);
    assertAllThere(copy);
    assertAllThere(original);
  }

  @Test
  void losesNothingAtACrashInTheMiddleOfAWrite() throws IOException {
    HeldStoreFile file = new HeldStoreFile(original, HeldStoreFile.Step.WRITTEN);
    try (EmbeddedDatabase database = start(file);
        MongoClient client = MongoClients.create(database.uri())) {
      try {
        changeUntilHeld(client, file);
        change(client);
        copyAsAfterKill();
      } finally {
        file.release();
      }
    }
    byte[] whole = Files.readAllBytes(copy.resolve("journal.mv"));
    int start = Math.max(HEADER, Arrays.mismatch(tail(file.before()), tail(whole)) + HEADER);
    Path cut = directory.resolve("cut");
    for (int end = start + 1; end < whole.length; end += (whole.length - start) / 7) {
      Files.createDirectories(cut);
      // The header is written last.
      byte[] torn = Arrays.copyOf(file.before(), Math.max(file.before().length, end));
      System.arraycopy(whole, start, torn, start, end - start);
      Files.write(cut.resolve("journal.mv"), torn);
      for (String log : LOGS)
        Files.copy(copy.resolve(log), cut.resolve(log), StandardCopyOption.REPLACE_EXISTING);

      assertAllThere(cut);
    }
  }

  @Test
  void writesOneCheckpointAfterTheOther() throws IOException {
    try (EmbeddedDatabase database = start(StoreFile.in(original));
        MongoClient client = MongoClients.create(database.uri())) {
      begin(client);
      for (int count = 0; count < 300; count++) change(client);
      assertThat(logSize()).isLessThan(2 * 9 * LONGEST_LOG);
    }

    assertThat(logSize()).isZero();
    assertAllThere(original);
  }

  @Test
  void letsChangesWaitForADiskThatFallsFarBehind() throws IOException {
    HeldStoreFile file = new HeldStoreFile(original, HeldStoreFile.Step.WRITTEN);
    int mostBytes = 10 * LONGEST_LOG;
    try (EmbeddedDatabase database = start(file);
        MongoClient client = MongoClients.create(database.uri())) {
      CompletableFuture<?>[] inserts;
      try {
        changeUntilHeld(client, file);
        inserts =
            IntStream.range(1_000, 1_300)
                .mapToObj(number -> Mono.from(notes(client).insertOne(note(number))).toFuture())
                .toArray(CompletableFuture[]::new);
        await().atMost(LIMIT).until(() -> logSize() > 8 * LONGEST_LOG);

        assertThat(CompletableFuture.allOf(inserts)).isNotDone();
        assertThat(logSize()).isLessThan(mostBytes);
      } finally {
        file.release();
      }
      assertThat(CompletableFuture.allOf(inserts)).succeedsWithin(LIMIT);
    }
  }

  /** As the files are at this moment, so they would be after kill -9. */
  private void copyAsAfterKill() throws IOException {
    Files.copy(original.resolve("journal.mv"), copy.resolve("journal.mv"));
    for (String log : LOGS) Files.copy(original.resolve(log), copy.resolve(log));
  }

  private static byte[] tail(byte[] file) {
    return Arrays.copyOfRange(file, HEADER, file.length);
  }

  private static EmbeddedDatabase start(StoreFile file) {
    return EmbeddedDatabase.start(file, 0, false, LONGEST_LOG);
  }

  private void changeUntilHeld(MongoClient client, HeldStoreFile file) {
    begin(client);
    file.hold();
    while (!file.isReached()) change(client);
  }

  private void begin(MongoClient client) {
    get(notes(client).insertOne(new Document("_id", "counter").append("raised", 0)));
  }

  private void change(MongoClient client) {
    get(notes(client).insertOne(note(next)));
    // Twice would be once too often.
    get(notes(client).updateOne(Filters.eq("counter"), Updates.inc("raised", 1)));
    next++;
  }

  private void assertAllThere(Path files) {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(files, 0, false);
        MongoClient client = MongoClients.create(database.uri())) {
      assertThat(get(notes(client).find(Filters.eq("counter"))).getInteger("raised"))
          .isEqualTo(next);
      assertThat(get(notes(client).countDocuments())).isEqualTo(next + 1);
      assertThat(
              get(notes(client).find(Filters.type("_id", "int")).sort(Indexes.descending("_id"))))
          .isEqualTo(note(next - 1));
    }
  }

  private long logSize() throws IOException {
    return Files.size(original.resolve("journal.log"))
        + Files.size(original.resolve("journal.2.log"));
  }

  private static Document note(int number) {
    return new Document("_id", number).append("text", TEXT);
  }

  private static MongoCollection<Document> notes(MongoClient client) {
    return collection(client, "notes");
  }

  private static MongoCollection<Document> collection(MongoClient client, String name) {
    return client.getDatabase("test").getCollection(name);
  }

  private static <T> T get(Publisher<T> answer) {
    return Mono.from(answer).block(LIMIT);
  }
}
