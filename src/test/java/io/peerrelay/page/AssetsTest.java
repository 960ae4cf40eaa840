package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page is made of, as a whole. */
class AssetsTest {
  private static final int MOST_BYTES = 150_000;

  private static final Pattern REFERENCE = Pattern.compile("(?:href=|src=|\"src\": ?)\"(/[^\"#]*)");
  private static final Pattern SCRIPT = Pattern.compile("(?is)<script\\b([^>]*)>(.*?)</script>");
  private static final Pattern INLINE = Pattern.compile("\\s(?:on[a-z]+|style)=[\"'$]|<style\\b");

  private static final Assets ASSETS = Assets.read(PageFiles.ofClasspath());

  @Test
  void staySmallOverTheWire() {
    Map<String, Integer> sizes = new TreeMap<>();
    ASSETS.byPath().forEach((path, asset) -> sizes.put(path, asset.smallest().bytes().length()));
    assertThat(sizes.values().stream().mapToInt(Integer::intValue).sum())
        .as("bytes of " + sizes)
        .isLessThan(MOST_BYTES);
  }

  @Test
  void haveNoScriptOrStyleInTheirMarkup() {
    texts(".html", ".js", ".svg")
        .forEach(
            (path, text) -> {
              if (path.startsWith(LitModules.FOLDER)) return;
              assertThat(INLINE.matcher(text).results().map(MatchResult::group)).as(path).isEmpty();
            });
    List<MatchResult> scripts = SCRIPT.matcher(texts(".html").get("/")).results().toList();
    assertThat(scripts)
        .isNotEmpty()
        .allMatch(script -> script.group(1).contains(" src=\"/"))
        .allMatch(script -> script.group(2).isBlank());
    assertThat(texts(".svg"))
        .allSatisfy((path, text) -> assertThat(text).doesNotContain("<script"));
  }

  @Test
  void referToNothingThatIsNotThere() {
    for (String text : texts(".html", ".webmanifest").values())
      assertThat(found(REFERENCE, text))
          .isNotEmpty()
          .allMatch(path -> ASSETS.find(path).isPresent());
  }

  @Test
  void sayTheSameInEveryLanguage() throws IOException {
    Map<String, JsonNode> languages = new TreeMap<>();
    for (Map.Entry<String, String> text : texts(".json").entrySet())
      if (text.getKey().startsWith("/page/texts/"))
        languages.put(text.getKey(), new ObjectMapper().readTree(text.getValue()));
    List<String> english = keys("", languages.get("/page/texts/en.json"));
    assertThat(languages).hasSize(4);
    languages.forEach(
        (path, texts) ->
            assertThat(keys("", texts)).as(path).containsExactlyInAnyOrderElementsOf(english));
  }

  @Test
  void areListedForTheServiceWorkerUnderAVersion() throws IOException {
    JsonNode list = new ObjectMapper().readTree(texts(".json").get(Assets.LIST));
    List<String> listed = new ArrayList<>();
    list.get("assets").forEach(path -> listed.add(path.asText()));
    assertThat(listed)
        .contains("/", "/page/main.js", "/page/lib/lit/lit-html/lit-html.js", "/icon.svg")
        .doesNotContain("/service-worker.js", Assets.LIST)
        .hasSize(ASSETS.byPath().size() - 2);
    assertThat(list.get("version").asText()).matches("[0-9a-f]{32}");
  }

  private static Map<String, String> texts(String... endings) {
    Map<String, String> texts = new TreeMap<>();
    ASSETS
        .byPath()
        .forEach(
            (path, asset) -> {
              String name = path.equals("/") ? "/index.html" : path;
              for (String ending : endings)
                if (name.endsWith(ending))
                  texts.put(path, asset.plain().bytes().decodeString(UTF_8));
            });
    assertThat(texts).isNotEmpty();
    return texts;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** The forms of a plural are as many as the language has. */
  private static List<String> keys(String above, JsonNode texts) {
    List<String> keys = new ArrayList<>();
    texts
        .properties()
        .forEach(
            entry -> {
              String key = above + entry.getKey();
              boolean isText = entry.getValue().isTextual() || entry.getValue().has("other");
              if (isText) keys.add(key);
              else keys.addAll(keys(key + ".", entry.getValue()));
            });
    return keys;
  }
}
