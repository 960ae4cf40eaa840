package io.peerrelay.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {
  private static final Path FOLDER = Path.of("/tmp/into");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "report.pdf|report.pdf",
        "Grüße aus Köln.txt|Grüße aus Köln.txt",
        "日本語.tar.gz|日本語.tar.gz",
        "../../etc/passwd|passwd",
        "/etc/passwd|passwd",
        "..\\..\\Windows\\System32\\evil.dll|evil.dll",
        "C:evil.exe|C_evil.exe",
        "C:\\evil.exe|evil.exe",
        "..|unnamed",
        ".|unnamed",
        "/|unnamed",
        " |unnamed",
        "...|unnamed",
        "\u200b\u2060|unnamed",
        "\u3164|unnamed",
        ".bashrc|bashrc",
        ".. .ssh|ssh",
        "name. . |name",
        "file.txt:stream|file.txt_stream",
        "a*b?c\"d<e>f|a_b_c_d_e_f",
        "CON|_CON",
        "con.txt|_con.txt",
        "Nul .tar.gz|_Nul .tar.gz",
        "COM¹|_COM¹",
        "lpt9.log|_lpt9.log",
        "console.txt|console.txt",
        "photo\u202egpj.exe|photogpj.exe",
        "-rf|_rf",
        "wide\u3000space|wide space"
      })
  void makesNamesHarmless(String name, String safe) {
    assertThat(SafeName.of(name).value()).isEqualTo(safe);
  }

  @Test
  void dropsWhatWouldBreakALineOrATerminal() {
    assertThat(SafeName.of("a\u0000b\nc\u001b[31m\u2028d").value()).isEqualTo("abc[31md");
  }

  @Property(tries = 5_000)
  void isAVisibleDirectChildWhateverItWasMadeOf(
      @ForAll("names") String name, @ForAll @IntRange(min = 1, max = 100_000) int number) {
    String safe = SafeName.of(name).numbered(number).value();
    Path path = FOLDER.resolve(safe);
    assertThat(path.normalize()).isEqualTo(path);
    assertThat(path.getParent()).isEqualTo(FOLDER);
    assertThat(safe.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 255);
    assertThat(safe).doesNotStartWith(".").doesNotStartWith(" ").doesNotEndWith(".");
    assertThat(safe).doesNotEndWith(" ").doesNotContainPattern("[<>:\"|?*/\\\\\\p{Cntrl}\\p{Cf}]");
    assertThat(safe.toUpperCase(Locale.ROOT))
        .doesNotMatch("(CON|PRN|AUX|NUL|(COM|LPT)[0-9¹²³]) *(\\..*)?");
  }

  @Property(tries = 1_000)
  void staysTheSameWhenMadeSafeAgain(@ForAll("names") String name) {
    String safe = SafeName.of(name).value();
    assertThat(SafeName.of(safe).value()).isEqualTo(safe);
  }

  @Property(tries = 1_000)
  void differsForEveryNumber(
      @ForAll("names") String name,
      @ForAll @IntRange(min = 1, max = 9_999) int one,
      @ForAll @IntRange(min = 10_000, max = 99_999) int other) {
    SafeName safe = SafeName.of(name);
    assertThat(safe.numbered(one)).isNotEqualTo(safe.numbered(other));
  }

  @ParameterizedTest
  @CsvSource({"photo.jpg, photo (2).jpg", "README, README (2)", "a.tar.gz, a.tar (2).gz"})
  void numbersBeforeTheExtension(String name, String second) {
    assertThat(SafeName.of(name).numbered(2).value()).isEqualTo(second);
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "..",
            ".",
            "/",
            "\\",
            " ",
            "CON",
            "nul",
            "com1",
            ":",
            "-",
            "~",
            "\u202e",
            "\u0000",
            "\u001b",
            "\ud800",
            "\u0301",
            "é",
            "𝒳",
            "漢",
            "a",
            "x.txt",
            "(2)",
            "\u00a0",
            "\u3164",
            "%2e%2e",
            "a".repeat(120),
            "漢".repeat(60),
            "." + "e".repeat(30));
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(300),
        pieces.list().ofMaxSize(12).map(list -> String.join("", list)));
  }
}
