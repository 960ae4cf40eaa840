package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolPageTest {
  private static final Path PAGE = Path.of("docs", "protocol.md");

  @Test
  void itsTableOfErrorsIsTheOneInTheCode() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    int first = lines.indexOf("| code | retryable | hint |") + 2;
    List<String> rows =
        lines.subList(first, first + lines.subList(first, lines.size()).indexOf(""));
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values()).map(ProtocolPageTest::row).toList());
  }

  @Test
  void itSpeaksOfEveryMessage() throws IOException {
    String page = Files.readString(PAGE);
    for (String side : List.of("client", "relay"))
      for (Document.Message message : Document.messages(side))
        assertThat(page).contains("`" + message.name() + "`");
  }

  private static String row(ErrorCode code) {
    return "| `%s` | %s | %s |"
        .formatted(code.code(), code.retryable() ? "yes" : "no", code.hint());
  }
}
