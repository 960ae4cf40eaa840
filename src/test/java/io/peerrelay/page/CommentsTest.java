package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommentsTest {
  @Test
  void goWhereTheyHaveTheirLinesToThemselves() {
    assertThat(blanked("/** What it is. */\nexport const a = 1;\n  // Why.\nexport const b = 2;\n"))
        .isEqualTo("\nexport const a = 1;\n\nexport const b = 2;\n");
  }

  @Test
  void leaveTheNumbersOfTheLines() {
    assertThat(blanked("  /**\n   * One.\n   */\nrun();")).isEqualTo("\n\n\nrun();");
  }

  @Test
  void stayBesideCode() {
    for (String line :
        new String[] {
          "run(); // At once.",
          "/* one */ run(); /* two */",
          "const address = 'https://example.org';",
          "  html`<a href=\"//example.org\">*/</a>`",
          "const half = a / b; /* open",
        }) assertThat(blanked(line)).isEqualTo(line);
  }

  private static String blanked(String text) {
    return new String(Comments.blank(text.getBytes(UTF_8)), UTF_8);
  }
}
