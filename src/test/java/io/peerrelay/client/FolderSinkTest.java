package io.peerrelay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSinkTest {
  private static final TransferId ID = new TransferId("a-transfer");

  @TempDir Path parent;

  @Test
  void showsAFileOnlyWhenItIsGood() throws IOException {
    Path folder = parent.resolve("made/when needed");
    FolderSink sink = new FolderSink(folder);
    Instant modified = Instant.parse("2020-02-02T02:02:02Z");
    sink.begin(new FileInfo("a.txt", 2L, null, modified, null));
    write(sink, "hi");
    sink.end();
    assertThat(list(folder)).singleElement().asString().startsWith(".").endsWith(".part");

    sink.commit();
    assertThat(list(folder)).containsExactly("a.txt");
    assertThat(sink.files()).containsExactly(folder.resolve("a.txt"));
    assertThat(folder.resolve("a.txt")).hasContent("hi");
    assertThat(Files.getLastModifiedTime(folder.resolve("a.txt")).toInstant()).isEqualTo(modified);
  }

  @Test
  void leavesNothingOfWhatIsNotWanted() throws IOException {
    FolderSink sink = new FolderSink(parent);
    sink.begin(FileInfo.of("a", 1));
    write(sink, "x");
    sink.begin(FileInfo.of("b", 9));
    write(sink, "y");
    sink.discard();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void neverTouchesWhatIsThere() throws IOException {
    Path outside = Files.writeString(parent.resolve("outside"), "mine");
    Path folder = Files.createDirectory(parent.resolve("into"));
    Files.writeString(folder.resolve("taken"), "mine");
    Files.createSymbolicLink(folder.resolve("taken (2)"), outside);
    Files.createSymbolicLink(folder.resolve("taken (3)"), folder.resolve("nowhere"));
    Files.createDirectory(folder.resolve("taken (4)"));

    assertThat(receive(folder, "../taken")).isEqualTo(folder.resolve("taken (5)"));
    assertThat(folder.resolve("taken")).hasContent("mine");
    assertThat(outside).hasContent("mine");
    assertThat(folder.resolve("nowhere")).doesNotExist();
    assertThat(folder.resolve("taken (5)")).hasContent("new");
  }

  @Test
  void keepsTheStructureOfFoldersAndNumbersOnlyWhatIsTaken() throws IOException {
    Files.createDirectories(parent.resolve("photos/2026"));
    Files.writeString(parent.resolve("photos/2026/a.jpg"), "mine");
    Files.writeString(parent.resolve("docs"), "a file where a folder should be");
    FolderSink sink = new FolderSink(parent);
    for (String name : List.of("photos/2026/a.jpg", "photos/b.jpg", "docs/x", "docs/y")) {
      sink.begin(FileInfo.of(name, 3));
      write(sink, "new");
    }
    sink.begin(FileInfo.of("photos/empty/", 0));
    sink.begin(FileInfo.of("photos/nothing", 0));
    sink.end();
    sink.commit();

    assertThat(sink.files())
        .extracting(file -> parent.relativize(file).toString())
        .containsExactly(
            "photos/2026/a (2).jpg",
            "photos/b.jpg",
            "docs (2)/x",
            "docs (2)/y",
            "photos/empty",
            "photos/nothing");
    assertThat(parent.resolve("photos/2026/a.jpg")).hasContent("mine");
    assertThat(parent.resolve("photos/empty")).isEmptyDirectory();
    assertThat(parent.resolve("photos/nothing")).isEmptyFile();
    assertThat(list(parent)).containsExactlyInAnyOrder("photos", "docs", "docs (2)");
  }

  @Test
  void followsNoLinkOnTheWay() throws IOException {
    Path outside = Files.createDirectory(parent.resolve("outside"));
    Path folder = Files.createDirectory(parent.resolve("into"));
    Files.createSymbolicLink(folder.resolve("photos"), outside);
    assertThat(receive(folder, "photos/a.jpg")).isEqualTo(folder.resolve("photos (2)/a.jpg"));
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void goesOnWithWhatAnEarlierProcessStored() throws IOException {
    List<FileInfo> files =
        List.of(
            FileInfo.of("a", 3), FileInfo.of("e/", 0), FileInfo.of("b", 6), FileInfo.of("c", 1));
    FolderSink first = FolderSink.lasting(parent, ID, files);
    first.begin(files.get(0));
    write(first, "one");
    first.begin(files.get(1));
    first.begin(files.get(2));
    write(first, "two");
    first.suspend();

    FolderSink second = FolderSink.lasting(parent, ID, files);
    assertThat(second.stored().readAllBytes()).asString().isEqualTo("onetwo");
    second.begin(files.get(0));
    second.begin(files.get(1));
    second.begin(files.get(2));
    write(second, "TWO");
    second.begin(files.get(3));
    write(second, "x");
    second.end();
    second.commit();
    assertThat(parent.resolve("a")).hasContent("one");
    assertThat(parent.resolve("b")).hasContent("twoTWO");
    assertThat(parent.resolve("c")).hasContent("x");
    assertThat(list(parent)).containsExactlyInAnyOrder("a", "b", "c", "e");
  }

  @Test
  void takesNothingOfAnEarlierProcessThatItWasNotAskedFor() throws IOException {
    List<FileInfo> files = List.of(FileInfo.of("a", 3));
    FolderSink first = FolderSink.lasting(parent, ID, files);
    first.begin(files.get(0));
    write(first, "old");
    first.suspend();
    FolderSink second = FolderSink.lasting(parent, ID, files);
    second.begin(files.get(0));
    write(second, "new");
    second.end();
    second.commit();
    assertThat(parent.resolve("a")).hasContent("new");
  }

  @Test
  void putsInPlaceWhatAnEarlierProcessDidNotComeTo() throws IOException {
    List<FileInfo> files = List.of(FileInfo.of("a", 3), FileInfo.of("b", 3));
    FolderSink first = FolderSink.lasting(parent, ID, files);
    for (FileInfo file : files) {
      first.begin(file);
      write(first, "new");
    }
    first.end();
    assertThat(FolderSink.lasting(parent, ID, files).commitEarlier()).isFalse();
    new PartFiles(parent, ID.value(), files).markGood();

    assertThat(FolderSink.lasting(parent, ID, files).commitEarlier()).isTrue();
    assertThat(list(parent)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void knowsWhatItHasByPlaceAndDigest() throws IOException {
    Files.createDirectory(parent.resolve("d"));
    Files.writeString(parent.resolve("d/a"), "new");
    Files.createSymbolicLink(parent.resolve("link"), parent.resolve("d"));
    Sha256 digest = Sha256.of(Digests.sha256().digest("new".getBytes(StandardCharsets.UTF_8)));
    assertThat(has("d/a", 3, digest)).isTrue();
    assertThat(has("a", 3, digest)).isFalse();
    assertThat(has("d/a", 4, digest)).isFalse();
    assertThat(has("d/a", 3, null)).isFalse();
    assertThat(has("d/a", 3, new Sha256("0".repeat(64)))).isFalse();
    assertThat(has("link/a", 3, digest)).as("links are not followed").isFalse();
    assertThat(has("d/", 0, null)).isTrue();
  }

  private boolean has(String name, long size, Sha256 digest) {
    return FolderSink.has(parent, new FileInfo(name, size, null, null, digest));
  }

  @Test
  void unpacksWhatWasPackedAndRefusesABomb() throws IOException {
    Path file = Files.write(parent.resolve("file"), new byte[1_000_000]);
    Path packed = parent.resolve("packed");
    Packing.pack(file, packed);
    assertThat(Packing.isWorthwhile(file)).isTrue();
    byte[] bytes = Files.readAllBytes(packed);
    Path folder = parent.resolve("into");

    FolderSink good = packed(folder, bytes, 1_000_000);
    good.commit();
    assertThat(folder.resolve("zeros")).hasSameBinaryContentAs(file);
    for (long wrong : new long[] {0, 999_999, 1_000_001}) {
      FolderSink bomb = packed(folder, bytes, wrong);
      assertThatThrownBy(bomb::commit).hasMessageContaining("unpack");
      bomb.discard();
    }
    FolderSink noise = packed(folder, new byte[] {1, 2, 3}, 10);
    assertThatThrownBy(noise::commit).hasMessageContaining("can't be unpacked");
    noise.discard();
    assertThat(list(folder)).containsExactly("zeros");
  }

  @Test
  void leavesWhatIsPackedInAnUnknownWayAsItIs() throws IOException {
    FolderSink sink = new FolderSink(parent);
    sink.begin(new FileInfo("a", 3L, null, null, null, "lz77", 10L));
    write(sink, "new");
    sink.end();
    sink.commit();
    assertThat(list(parent)).containsExactly("a.lz77");
  }

  @Test
  void doesNotPackWhatIsRandom() throws IOException {
    byte[] noise = new byte[3_000_000];
    new java.util.Random(1).nextBytes(noise);
    assertThat(Packing.isWorthwhile(Files.write(parent.resolve("noise"), noise))).isFalse();
    assertThat(Packing.isWorthwhile(Files.createFile(parent.resolve("empty")))).isFalse();
  }

  private static FolderSink packed(Path folder, byte[] bytes, long originalSize)
      throws IOException {
    FolderSink sink = new FolderSink(folder);
    sink.begin(new FileInfo("zeros", (long) bytes.length, null, null, null, "zstd", originalSize));
    sink.write(bytes, 0, bytes.length);
    sink.end();
    return sink;
  }

  @Test
  void findsANameForEachOfManyAtOnce() throws Exception {
    int receivers = 16;
    CyclicBarrier start = new CyclicBarrier(receivers);
    ExecutorService threads = Executors.newFixedThreadPool(receivers);
    try {
      List<Future<Path>> places = new ArrayList<>();
      for (int i = 0; i < receivers; i++)
        places.add(
            threads.submit(
                () -> {
                  FolderSink sink = filled(parent, "same.txt");
                  start.await();
                  sink.commit();
                  return sink.files().get(0);
                }));
      List<Path> files = new ArrayList<>();
      for (Future<Path> place : places) files.add(place.get());
      assertThat(files).doesNotHaveDuplicates().allSatisfy(f -> assertThat(f).hasContent("new"));
      assertThat(list(parent)).hasSize(receivers);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void saysThatTheFolderCantBeUsed() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");
    FolderSink sink = new FolderSink(file);
    assertThatThrownBy(() -> sink.begin(FileInfo.of("a", 1))).isInstanceOf(IOException.class);
    sink.discard();
  }

  private static Path receive(Path folder, String name) throws IOException {
    FolderSink sink = filled(folder, name);
    sink.commit();
    return sink.files().get(0);
  }

  private static FolderSink filled(Path folder, String name) throws IOException {
    FolderSink sink = new FolderSink(folder);
    sink.begin(FileInfo.of(name, 3));
    write(sink, "new");
    sink.end();
    return sink;
  }

  private static void write(FolderSink sink, String text) throws IOException {
    byte[] bytes = ("ab" + text).getBytes(StandardCharsets.UTF_8);
    sink.write(bytes, 2, bytes.length - 2);
  }

  private static List<String> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
