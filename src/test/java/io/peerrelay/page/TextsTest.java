package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerrelay.protocol.ErrorCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the page says, in each language; that all have the same texts is a test of {@link Assets}.
 */
class TextsTest {
  private static final String FOLDER = "/page/texts/";

  /** The forms that a plural must have, as Unicode's CLDR has them. */
  private static final Map<String, Set<String>> PLURALS =
      Map.of(
          "en", Set.of("one", "other"),
          "de", Set.of("one", "other"),
          "ru", Set.of("one", "few", "many", "other"),
          "sr", Set.of("one", "few", "other"));

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

  /** By language, and then by key. */
  private static final SortedMap<String, SortedMap<String, JsonNode>> LANGUAGES = new TreeMap<>();

  private static final Assets ASSETS = Assets.read(PageFiles.ofClasspath());

  @BeforeAll
  static void read() throws IOException {
    for (String language : PLURALS.keySet()) {
      String json = content(FOLDER + language + ".json");
      SortedMap<String, JsonNode> texts = new TreeMap<>();
      collect("", new ObjectMapper().readTree(json), texts::put);
      LANGUAGES.put(language, texts);
    }
  }

  @Test
  void haveAllFormsOfAPlural() {
    LANGUAGES.forEach(
        (language, texts) ->
            texts.forEach(
                (key, text) -> {
                  if (text.isTextual()) return;
                  assertThat(names(text))
                      .as(language + " " + key)
                      .containsAll(PLURALS.get(language))
                      .isSubsetOf(Set.of("zero", "one", "two", "few", "many", "other"));
                }));
  }

  @Test
  void nameTheSameValuesInEachLanguage() {
    LANGUAGES.forEach(
        (language, texts) ->
            texts.forEach(
                (key, text) ->
                    assertThat(placeholders(text))
                        .as(language + " " + key)
                        .isEqualTo(placeholders(LANGUAGES.get("en").get(key)))));
  }

  @Test
  void areThereForAllThatTheModulesSay() {
    assertThat(modules()).isNotEmpty();
    modules()
        .forEach(
            path ->
                assertThat(found(literal(), content(path)))
                    .as(path)
                    .isSubsetOf(LANGUAGES.get("en").keySet()));
  }

  /** What a module puts together of a fixed and another part counts for all that begin so. */
  @Test
  void areAllSaidSomewhere() {
    Set<String> said = new TreeSet<>();
    Set<String> beginnings = new TreeSet<>();
    modules()
        .forEach(
            path -> {
              said.addAll(found(literal(), content(path)));
              beginnings.addAll(found(beginning(), content(path)));
            });
    assertThat(LANGUAGES.get("en").keySet())
        .allMatch(key -> said.contains(key) || beginnings.stream().anyMatch(key::startsWith));
  }

  @Test
  void explainEveryErrorOfTheRelay() {
    List<String> codes = Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();
    assertThat(codes)
        .allSatisfy(code -> assertThat(LANGUAGES.get("en").keySet()).contains("errors." + code));
  }

  private static Stream<String> modules() {
    return ASSETS.byPath().keySet().stream()
        .filter(path -> path.endsWith(".js") && !path.startsWith("/page/lib/"));
  }

  /** A string that begins like a key, such as {@code 'shell.back'}. */
  private static Pattern literal() {
    return Pattern.compile("['\"](" + sections() + "\\.[\\w.]+)['\"]");
  }

  /** The fixed part of {@code `files.state.${state}`}. */
  private static Pattern beginning() {
    return Pattern.compile("`(" + sections() + "\\.[\\w.]*)\\$\\{");
  }

  private static String sections() {
    return LANGUAGES.get("en").keySet().stream()
        .map(key -> key.substring(0, key.indexOf('.')))
        .distinct()
        .reduce((one, other) -> one + "|" + other)
        .map(all -> "(?:" + all + ")")
        .orElseThrow();
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> placeholders(JsonNode text) {
    return PLACEHOLDER
        .matcher(text.toString())
        .results()
        .map(MatchResult::group)
        .collect(toCollection(TreeSet::new));
  }

  /** A plural is one text; it is known by its last form. */
  private static void collect(String above, JsonNode texts, BiConsumer<String, JsonNode> take) {
    texts
        .properties()
        .forEach(
            entry -> {
              JsonNode text = entry.getValue();
              if (text.isTextual() || text.has("other")) take.accept(above + entry.getKey(), text);
              else collect(above + entry.getKey() + ".", text, take);
            });
  }

  private static Set<String> names(JsonNode text) {
    Set<String> names = new TreeSet<>();
    text.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String content(String path) {
    return ASSETS.find(path).orElseThrow().plain().bytes().decodeString(UTF_8);
  }
}
