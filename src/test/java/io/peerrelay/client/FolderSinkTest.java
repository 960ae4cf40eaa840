package io.peerrelay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.protocol.FileInfo;
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
