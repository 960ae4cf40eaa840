package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

class EmbeddedDatabaseTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<String> FILES = List.of("journal.mv", "journal.log", "journal.2.log");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsEveryKindOfChangeOverRestart(boolean forceToDisk) {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, forceToDisk)) {
      changeInManyWays(database);
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, forceToDisk)) {
      assertChanged(database);
    }
  }

  @Test
  void appliesTheLogAgainWhenItWasNotClosed() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    Path original = directory.resolve("original");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(original, 0, false)) {
      changeInManyWays(database);
      copyAsAfterKill(original, copy);
    }
    assertThat(copy.resolve("journal.log")).isNotEmptyFile();

    try (EmbeddedDatabase database = EmbeddedDatabase.start(copy, 0, false)) {
      assertChanged(database);
    }
    assertThat(copy.resolve("journal.log")).isEmptyFile();
    assertThat(copy.resolve("journal.2.log")).isEmptyFile();
  }

  @Test
  void keepsTheJournalWhereItWasBeforeItGotAName() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("new"), 0, false)) {
      assertThat(database.journalUri()).endsWith("/relay");
    }
    Path old = directory.resolve("old");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(old, 0, false);
        MongoClient client = MongoClients.create(database.uri())) {
      MongoCollection<Document> journal = client.getDatabase("peer_relay").getCollection("journal");
      Flux.from(journal.insertOne(new Document("_id", 1))).blockLast(LIMIT);
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(old, 0, false)) {
      assertThat(database.journalUri()).endsWith("/peer_relay");
    }
  }

  @Test
  void keepsTheLogShort() throws IOException {
    try (EmbeddedDatabase database =
        EmbeddedDatabase.start(StoreFile.in(directory), 0, false, 1_000_000)) {
      Document large = new Document("text", "x".repeat(500_000));
      for (int number = 0; number < 50; number++) {
        Document document = new Document(large).append("_id", number);
        on(database, "large", collection -> collection.insertOne(document));
      }
      assertThat(logSize()).isLessThan(2 * 9_000_000);
      assertThat(on(database, "large", MongoCollection::countDocuments)).containsExactly(50L);
    }
  }

  @Test
  void refusesFilesThatAreInUse() {
    try (EmbeddedDatabase first = EmbeddedDatabase.start(directory, 0, false)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0, false))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining(directory.resolve("journal.mv") + " is in use by another process")
          .hasMessageContaining("relay.data");
      assertThat(on(first, "any", MongoCollection::countDocuments)).containsExactly(0L);
    }
  }

  @Test
  void refusesForeignFileAndLeavesItAsItIs() throws IOException {
    Path file = directory.resolve("journal.mv");
    Files.writeString(file, "Dear diary, ".repeat(2000));

    assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0, false))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("journal.mv can't be read")
        .hasMessageContaining("backup");
    assertThat(file).content().startsWith("Dear diary, ");
  }

  @Test
  void refusesLogWithoutTheFileItBelongsTo() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    Path original = directory.resolve("original");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(original, 0, false)) {
      changeInManyWays(database);
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(original, 0, false)) {
      on(database, "notes", notes -> notes.insertOne(new Document("key", 9)));
      copyAsAfterKill(original, copy);
    }
    Files.delete(copy.resolve("journal.mv"));

    assertThatThrownBy(() -> EmbeddedDatabase.start(copy, 0, false))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("log goes on with change")
        .hasMessageContaining("backup");
  }

  @Test
  void refusesDirectoryThatCanNotBeMade() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");

    assertThatThrownBy(() -> EmbeddedDatabase.start(file.resolve("data"), 0, false))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("can't be kept in " + file.resolve("data"))
        .hasMessageContaining("relay.data");
  }

  @Test
  void refusesPortThatIsTakenAndLetsGoOfTheFiles() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(directory, taken.getLocalPort(), false))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("relay.mongo.embedded-port");
    }
    EmbeddedDatabase.start(directory, 0, false).close();
  }

  @Test
  void listensOnLoopbackOnly() throws IOException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, false)) {
      List<InetAddress> others =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress())
              .toList();
      assertThat(others)
          .allSatisfy(
              address ->
                  assertThatThrownBy(() -> new Socket(address, database.port()).close())
                      .isInstanceOf(IOException.class));
      new Socket(InetAddress.getLoopbackAddress(), database.port()).close();
    }
  }

  /** As the files are at this moment, so they would be after kill -9. */
  private static void copyAsAfterKill(Path from, Path to) throws IOException {
    for (String file : FILES) Files.copy(from.resolve(file), to.resolve(file));
  }

  private long logSize() throws IOException {
    return Files.size(directory.resolve("journal.log"))
        + Files.size(directory.resolve("journal.2.log"));
  }

  private static void changeInManyWays(EmbeddedDatabase database) {
    on(
        database,
        "notes",
        notes -> notes.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true)));
    for (int key = 1; key <= 5; key++) {
      Document note = new Document("key", key).append("text", "note " + key);
      on(database, "notes", notes -> notes.insertOne(note));
    }
    assertThatThrownBy(
            () -> on(database, "notes", notes -> notes.insertOne(new Document("key", 3))))
        .hasMessageContaining("duplicate key");
    on(database, "notes", notes -> notes.updateOne(Filters.eq("key", 2), Updates.set("text", "2")));
    on(database, "notes", notes -> notes.deleteMany(Filters.gte("key", 4)));
    on(database, "gone", gone -> gone.insertOne(new Document()));
    on(database, "gone", MongoCollection::drop);
  }

  private static void assertChanged(EmbeddedDatabase database) {
    assertThat(on(database, "notes", notes -> notes.find().sort(Indexes.ascending("key"))))
        .extracting(note -> note.get("key") + "=" + note.get("text"))
        .containsExactly("1=note 1", "2=2", "3=note 3");
    assertThat(on(database, "gone", MongoCollection::countDocuments)).containsExactly(0L);
    assertThatThrownBy(
            () -> on(database, "notes", notes -> notes.insertOne(new Document("key", 3))))
        .hasMessageContaining("duplicate key");
    on(database, "notes", notes -> notes.deleteOne(Filters.eq("key", 1)));
  }

  private static <T> List<T> on(
      EmbeddedDatabase database,
      String collection,
      Function<MongoCollection<Document>, Publisher<T>> command) {
    try (MongoClient client = MongoClients.create(database.uri())) {
      return Flux.from(command.apply(client.getDatabase("test").getCollection(collection)))
          .collectList()
          .block(LIMIT);
    }
  }
}
