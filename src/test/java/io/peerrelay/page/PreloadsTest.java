package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which modules a browser is told of before it has read any. */
class PreloadsTest {
  private static final Pattern LINK =
      Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\">");

  private final Map<String, byte[]> contents = new HashMap<>();

  @Test
  void leadToAllThatIsNeededAtOnce() {
    put("/page/main.js", "import { a } from './a.js';\nawait import('./shell/app.js');");
    put("/page/a.js", "export * from \"../page/b.js\";import'/page/c.js';");
    put("/page/b.js", "import { a } from './a.js'; // In a ring.");
    put("/page/c.js", "export const from = 'elsewhere';");
    put("/page/shell/app.js", "import('../parts/later.js');\nimport {\n  one,\n} from '../d.js';");
    put("/page/d.js", "");
    put("/page/parts/later.js", "import './never.js';");
    assertThat(links())
        .containsExactlyInAnyOrder(
            "/page/main.js",
            "/page/a.js",
            "/page/b.js",
            "/page/c.js",
            "/page/shell/app.js",
            "/page/d.js");
  }

  @Test
  void leadToNothingThatIsNotThere() {
    put("/page/main.js", "import './gone.js';");
    assertThat(links()).containsExactly("/page/main.js");
  }

  @Test
  void areAllWithWhichThePageBegins() {
    Assets assets = Assets.read(PageFiles.ofClasspath());
    String index = assets.find("/").orElseThrow().plain().bytes().decodeString(UTF_8);
    assertThat(links(index))
        .contains("/page/main.js", "/page/shell/pr-app.js", "/page/lib/lit/lit-html/lit-html.js")
        .doesNotHaveDuplicates()
        .allMatch(path -> assets.find(path).isPresent());
    assertThat(index).contains("<script type=\"module\" src=\"/page/main.js\"></script>");
  }

  private void put(String path, String module) {
    contents.put(path, module.getBytes(UTF_8));
  }

  private List<String> links() {
    byte[] index = "<head><script type=\"module\" src=\"/page/main.js\">".getBytes(UTF_8);
    return links(new String(Preloads.into(index, contents), UTF_8));
  }

  private static List<String> links(String index) {
    return LINK.matcher(index).results().map(match -> match.group(1)).toList();
  }
}
