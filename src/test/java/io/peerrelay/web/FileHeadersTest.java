package io.peerrelay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.FileInfo;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger's name and type become in a browser's hands. */
class FileHeadersTest {
  private static final Pattern DISPOSITION =
      Pattern.compile("attachment; filename=\"([ -~&&[^\"\\\\]]+)\"; filename\\*=UTF-8''([!-~]+)");

  private static String plain(String name) {
    return part(FileInfo.of(name, 1), 1);
  }

  private static String full(String name) {
    return URLDecoder.decode(
        part(FileInfo.of(name, 1), 2).replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String part(FileInfo file, int group) {
    Matcher parts = DISPOSITION.matcher(FileHeaders.disposition(file));
    assertThat(parts.matches()).as(FileHeaders.disposition(file)).isTrue();
    return parts.group(group);
  }

  private static FileInfo typed(String type, String encoding) {
    return new FileInfo("a.txt", 1L, type, null, null, encoding, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "report.pdf|report.pdf",
        "folder/report.pdf|report.pdf",
        "../../etc/passwd|passwd",
        "/etc/passwd|passwd",
        "C:\\Windows\\win.ini|win.ini",
        "C:win.ini|C_win.ini",
        ".bashrc|bashrc",
        "..|file",
        "a/..|file",
        "a%2fb|a_2fb",
        "a\"; filename=\"b|a_; filename=_b",
        "ends with dots...|ends with dots",
        "größe.txt|größe.txt",
        "日本.txt|日本.txt"
      })
  void keepsTheLastStepOfAName(String name, String safe) {
    assertThat(full(name)).isEqualTo(safe);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u202egnp.exe", "a\u2066\u200fb", "a\u2028b"})
  void dropsWhatDoesNotShowOrTurnsTheWritingRound(String name) {
    assertThat(full(name)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]").startsWith("a");
    assertThat(plain(name)).startsWith("a");
  }

  @Test
  void writesAPlainNameForOldClients() {
    assertThat(plain("größe 日本.txt")).isEqualTo("gr__e __.txt");
    assertThat(part(FileInfo.of("größe 1.txt", 1), 2)).isEqualTo("gr%C3%B6%C3%9Fe%201.txt");
  }

  @Test
  void shortensALongNameAtAWholeCharacter() {
    String cut = full("x".repeat(199) + "😀".repeat(100));
    assertThat(cut).isEqualTo("x".repeat(199));
  }

  @Test
  void saysThatAFileIsPacked() {
    assertThat(part(typed("text/plain", "zstd"), 1)).isEqualTo("a.txt.zst");
    assertThat(FileHeaders.type(typed("text/plain", "zstd"))).hasToString("application/zstd");
  }

  @ParameterizedTest
  @CsvSource({
    "image/png,image/png",
    "nonsense,application/octet-stream",
    "text/html; <script>,application/octet-stream",
    ",application/octet-stream"
  })
  void tellsOnlyAProperType(String type, String told) {
    assertThat(FileHeaders.type(typed(type, null))).hasToString(told);
    assertThat(FileHeaders.type(typed(type, "other"))).hasToString("application/octet-stream");
  }
}
