package io.peerrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.protocol.FileInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent of what a person names, and what is taken of what somebody offers. */
class SelectionTest {
  @TempDir Path home;

  @Test
  void takesAllThatIsInAFolderButNoLinks() throws IOException {
    Path photos = Files.createDirectories(home.resolve("photos"));
    Files.createDirectories(photos.resolve("b/empty"));
    Files.writeString(photos.resolve("b/1.jpg"), "x");
    Files.writeString(photos.resolve("a.jpg"), "xyz");
    Path link = Files.createSymbolicLink(photos.resolve("loop"), photos);
    Path single = Files.writeString(home.resolve("note.txt"), "");

    Selection selection = Selection.of(List.of(photos, single));

    assertThat(names(selection))
        .containsExactly("photos/a.jpg", "photos/b/1.jpg", "photos/b/empty/", "note.txt");
    assertThat(selection.left()).containsExactly(link.toRealPath(LinkOption.NOFOLLOW_LINKS));
    assertThat(selection.sources().get(0).info().size()).isEqualTo(3);
  }

  @Test
  void sendsAnEmptyFolderByItsName() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    assertThat(names(Selection.of(List.of(empty)))).containsExactly("empty/");
    assertThat(Selection.of(List.of(empty)).sources().get(0).offered().info().isFolder()).isTrue();
  }

  @Test
  void seesThatAFileIsNoLongerTheSame() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "one");
    Source before = Selection.of(List.of(file)).sources().get(0);
    assertThat(before.offered().content().isUnchanged()).isTrue();
    assertThat(before.offered().content().isUnchanged()).isTrue();
    Files.writeString(file, "more");
    assertThat(before.offered().content().isUnchanged()).isFalse();
    assertThat(before.offered().content().isUnchanged()).isFalse();
    assertThat(before.again().offered().content().isUnchanged()).isTrue();
  }

  @Test
  void offersThePackedFormAndWatchesTheOriginal() throws IOException {
    Path file = Files.write(home.resolve("zeros"), new byte[500_000]);
    Source packed = Selection.of(List.of(file)).sources().get(0).packedInto(home.resolve("packed"));
    assertThat(packed.info().encoding()).isEqualTo("zstd");
    assertThat(packed.info().originalSize()).isEqualTo(500_000);
    assertThat(packed.info().size()).isEqualTo(Files.size(home.resolve("packed")));
    assertThat(packed.offered().content().isUnchanged()).isTrue();
    Files.write(file, new byte[3]);
    assertThat(packed.offered().content().isUnchanged()).isFalse();
  }

  @Test
  void refusesWhatCantBeSent() {
    assertThatThrownBy(() -> Selection.of(List.of(home.resolve("no"))))
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> Selection.of(List.of(Path.of("/")))).hasMessageContaining("no name");
  }

  @Test
  void choosesByPatternAndLeavesOutWhatIsHere() throws IOException {
    Files.createDirectory(home.resolve("p"));
    Path here = Files.writeString(home.resolve("p/b.jpg"), "x");
    FileInfo known = Source.of(here, "p/b.jpg").digested().info();
    List<FileInfo> offered =
        List.of(FileInfo.of("p/a.jpg", 1), known, FileInfo.of("p/c.txt", 1), FileInfo.of("d/", 0));
    assertThat(choice(offered).wanted()).containsExactly(0, 2, 3);
    assertThat(choice(offered).here()).containsExactly(1);
    assertThat(choice(offered, "*.jpg").wanted()).containsExactly(0);
    assertThat(choice(offered, "p/**").wanted()).containsExactly(0, 2);
    assertThat(choice(offered, "c.txt", "d").wanted()).containsExactly(2, 3);
    assertThat(choice(offered, "x").wanted()).isEmpty();
  }

  private Filter.Choice choice(List<FileInfo> offered, String... patterns) {
    return new Filter(home, Stream.of(patterns).map(Filter::pattern).toList()).choose(offered);
  }

  private static List<String> names(Selection selection) {
    return selection.sources().stream().map(source -> source.info().name()).toList();
  }
}
