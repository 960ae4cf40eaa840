package io.peerrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.client.FolderSink;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferStoreTest {
  private static final Username ADA = new Username("ada");

  @TempDir Path home;
  private final StringWriter warnings = new StringWriter();

  @Test
  void remembersWhatAnotherRunNeeds() throws IOException {
    Unfinished.Sending sending = sending("s1", Instant.now());
    Unfinished.Receiving receiving = receiving("r1", Instant.now());
    store().save(sending).close();
    store().save(receiving).close();

    assertThat(taken(Unfinished.Sending.class)).containsExactly(sending);
    assertThat(taken(Unfinished.Receiving.class)).containsExactly(receiving);
  }

  @Test
  void givesATransferToOneAtATime() throws IOException {
    TransferStore.Held<Unfinished.Sending> held = store().save(sending("s1", Instant.now()));
    assertThat(taken(Unfinished.Sending.class)).isEmpty();
    held.close();
    List<TransferStore.Held<Unfinished.Sending>> again =
        store().take(Unfinished.Sending.class, transfer -> true);
    assertThat(again).hasSize(1);
    assertThat(taken(Unfinished.Sending.class)).isEmpty();
    again.get(0).close();
    assertThat(taken(Unfinished.Sending.class)).hasSize(1);
  }

  @Test
  void leavesWhatDoesNotFit() throws IOException {
    store().save(sending("s1", Instant.now())).close();
    assertThat(store().take(Unfinished.Sending.class, transfer -> false)).isEmpty();
    assertThat(taken(Unfinished.Sending.class)).hasSize(1);
  }

  @Test
  void forgetsWithAllThatBelongsToIt() throws IOException {
    Path packed = Files.writeString(home.resolve("packed"), "x");
    Path file = Files.writeString(home.resolve("file"), "x");
    Source source = Source.of(file, "file");
    Source withPacked =
        new Source(source.path(), 1, source.modified(), source.info(), packed.toString());
    store()
        .save(
            new Unfinished.Sending(
                ServerList.parse("ws://x"),
                ADA,
                new TransferId("t"),
                Instant.now(),
                ADA,
                null,
                List.of(withPacked)))
        .forget();
    assertThat(packed).doesNotExist();
    assertThat(file).exists();
    assertThat(home.resolve("transfers")).isEmptyDirectory();
  }

  @Test
  void skipsABrokenRecordWithAWarning() throws IOException {
    store().save(sending("s1", Instant.now())).close();
    Path folder = home.resolve("transfers");
    List<String> broken = List.of("", "{}", "null", "[1]", "{\"server\":7", "\0\0\0");
    for (int i = 0; i < broken.size(); i++)
      Files.writeString(folder.resolve("broken" + i + ".sending"), broken.get(i));
    assertThat(taken(Unfinished.Sending.class)).hasSize(1);
    assertThat(warnings.toString().lines())
        .hasSize(6)
        .allSatisfy(line -> assertThat(line).startsWith("Skipped"));
  }

  @Test
  void removesWhatIsTooOldToBeThereStill() throws IOException {
    Unfinished.Receiving old = receiving("r1", Instant.now().minus(Duration.ofHours(49)));
    FolderSink sink = FolderSink.lasting(Path.of(old.folder()), old.transfer(), old.files());
    sink.begin(old.files().get(0));
    sink.suspend();
    store().save(old).close();
    assertThat(taken(Unfinished.Receiving.class)).isEmpty();
    assertThat(home.resolve("into")).isEmptyDirectory();
    try (Stream<Path> left = Files.list(home.resolve("transfers"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void removesLeftoversOfCrashesWhenTheyAreOld() throws IOException {
    Path folder = Files.createDirectories(home.resolve("transfers"));
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(49)));
    for (String name : List.of("packed-1.zst", "new1.tmp", "x.sending", "x.sending.lock"))
      Files.setLastModifiedTime(Files.createFile(folder.resolve(name)), old);
    Path young = Files.createFile(folder.resolve("packed-2.zst"));
    assertThat(taken(Unfinished.Sending.class)).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(young);
    }
  }

  private TransferStore store() {
    return new TransferStore(home, new PrintWriter(warnings));
  }

  private <T extends Unfinished> List<T> taken(Class<T> kind) {
    List<TransferStore.Held<T>> held = store().take(kind, transfer -> true);
    held.forEach(TransferStore.Held::close);
    return held.stream().map(TransferStore.Held::transfer).toList();
  }

  private Unfinished.Sending sending(String id, Instant time) throws IOException {
    Path file = Files.writeString(home.resolve("a file"), "x");
    List<Source> sources = List.of(Source.of(file, "a file"), Source.emptyFolder("empty"));
    return new Unfinished.Sending(
        ServerList.parse("ws://x:1"),
        ADA,
        new TransferId(id),
        time,
        new Username("bob"),
        "a note",
        sources);
  }

  private Unfinished.Receiving receiving(String id, Instant time) {
    return new Unfinished.Receiving(
        ServerList.parse("ws://x:1"),
        ADA,
        new TransferId(id),
        time,
        new Username("bob"),
        home.resolve("into").toString(),
        List.of(FileInfo.of("a", 3), FileInfo.of("b/", 0)));
  }
}
