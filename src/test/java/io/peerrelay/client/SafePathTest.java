package io.peerrelay.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.FileInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths of strangers. */
class SafePathTest {
  private static final List<String> HOSTILE =
      List.of(
          "..",
          ".",
          "",
          "...",
          ".. ",
          " ..",
          "C:",
          "\\\\server\\share",
          "~",
          "CON",
          "nul.txt",
          "com1",
          "a\0b",
          "\u202Egpj.exe",
          "\u200F",
          "\uD800",
          "\uFFFF",
          "-rf",
          "a".repeat(10_000),
          "é".repeat(300),
          "..\\..\\x",
          "%2e%2e",
          "\u2025",
          "\uFF0E\uFF0E",
          "x\n",
          "*?<>|\"",
          ".git",
          "a:b",
          "\u3164");

  @ParameterizedTest
  @CsvSource({
    "photos/2026/a.jpg, photos/2026/a.jpg",
    "/etc/passwd, etc/passwd",
    "../../x, x",
    "a/../b, a/b",
    "./a, a",
    "a//b, a/b",
    "C:\\Windows\\x.dll, C_/Windows/x.dll",
    "a/.ssh/id, a/ssh/id",
    "../.., unnamed",
    "/, unnamed",
    "a/con/b, a/_con/b"
  })
  void keepsTheStepsThatSaySomething(String name, String path) {
    assertThat(String.join("/", values(SafePath.of(name)))).isEqualTo(path);
  }

  @Property(tries = 2_000)
  void neverLeavesTheFolder(@ForAll("paths") String name) {
    SafePath path = SafePath.of(name);
    Path folder = Path.of("/folder");
    Path place = folder;
    for (String step : values(path)) {
      Path next = place.resolve(step).normalize();
      assertThat(next.getParent()).isEqualTo(place);
      place = next;
    }
    assertThat(path.steps()).hasSizeBetween(1, 64);
    assertThat(place.toString().length()).isLessThan(1_100);
  }

  /** The same on a real file system, with links that lead out under some of the names. */
  @Property(tries = 150)
  void writesNothingOutside(@ForAll("paths") String first, @ForAll("paths") String second)
      throws IOException {
    Path parent = Files.createTempDirectory("hostile");
    try {
      Path outside = Files.createDirectory(parent.resolve("outside"));
      Path folder = Files.createDirectory(parent.resolve("into"));
      for (String link : List.of("C_", "_CON", "unnamed", "git", "x"))
        Files.createSymbolicLink(folder.resolve(link), outside);
      FolderSink sink = new FolderSink(folder);
      for (String name : List.of(first, second, first)) {
        sink.begin(new FileInfo(storable(name), 1L, null, null, null));
        sink.write(new byte[] {1}, 0, 1);
      }
      sink.end();
      sink.commit();

      assertThat(outside).isEmptyDirectory();
      try (Stream<Path> beside = Files.list(parent)) {
        assertThat(beside).containsExactlyInAnyOrder(outside, folder);
      }
      assertThat(sink.files()).doesNotHaveDuplicates().hasSize(3);
      for (Path file : sink.files()) {
        assertThat(file.toRealPath()).startsWith(folder.toRealPath());
        assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
      }
    } finally {
      try (Stream<Path> all = Files.walk(parent)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
      }
    }
  }

  /** The protocol refuses some names before a sink sees them. */
  private static String storable(String name) {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .limit(1_000)
        .forEach(plain::appendCodePoint);
    return plain.isEmpty() || plain.charAt(plain.length() - 1) == '/' ? plain + "x" : plain + "";
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> step =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.of(HOSTILE)),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(20)));
    return Combinators.combine(
            step.list().ofMinSize(1).ofMaxSize(5), Arbitraries.of("/", "\\", "//"))
        .as((steps, separator) -> String.join(separator, steps));
  }

  private static List<String> values(SafePath path) {
    return path.steps().stream().map(SafeName::value).toList();
  }
}
