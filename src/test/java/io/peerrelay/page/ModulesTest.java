package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page's modules import: a browser says so only when somebody opens the page. */
class ModulesTest {
  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*\\(?\\s*['\"]([^'\"\\s]+)['\"]");
  private static final Pattern STATIC_IMPORT =
      Pattern.compile(
          "(?m)^(?:import\\s+|(?:import|export)\\b[^'\"(;=]*\\bfrom\\s*)['\"]([^'\"\\s]+)['\"]");
  private static final Pattern NAMES =
      Pattern.compile("(?m)^import\\s*\\{([^}]*)}\\s*from\\s*'([^']+)'");
  private static final Pattern EXPORTED_LIST = Pattern.compile("(?m)^export\\s*\\{([^}]*)}");
  private static final Pattern EXPORTED =
      Pattern.compile("(?m)^export (?:async )?(?:const|let|class|function\\*?) ([\\w$]+)");

  /** From the bottom; each may import itself and what comes before it. */
  private static final List<String> LAYERS =
      List.of(
          "/page/lib/",
          "/page/relay/",
          "/page/texts",
          "/page/shell/",
          "/page/parts/",
          "/page/main");

  private static final Map<String, String> MODULES = modules();

  @Test
  void importNothingThatIsNotThere() {
    MODULES.forEach(
        (path, text) ->
            assertThat(imports(IMPORT, path, text))
                .as(path)
                .allMatch(imported -> MODULES.containsKey(imported)));
  }

  @Test
  void importNoNameThatIsNotExported() {
    ours()
        .forEach(
            path ->
                NAMES
                    .matcher(MODULES.get(path))
                    .results()
                    .forEach(
                        match -> {
                          String imported = URI.create(path).resolve(match.group(2)).getPath();
                          if (imported.startsWith("/page/lib/") && !imported.endsWith("lit.js"))
                            return; // Packed by its makers: its exports look otherwise.
                          assertThat(exports(MODULES.get(imported)))
                              .as(path + " from " + imported)
                              .containsAll(names(match.group(1), 0).toList());
                        }));
  }

  /** What is imported when it is needed may come from above. */
  @Test
  void importDownwardsOnly() {
    ours()
        .forEach(
            path ->
                assertThat(imports(STATIC_IMPORT, path, MODULES.get(path)))
                    .as(path)
                    .allMatch(imported -> layer(imported) <= layer(path)));
  }

  private static Map<String, String> modules() {
    Map<String, String> modules = new TreeMap<>();
    Assets.read(PageFiles.ofClasspath())
        .byPath()
        .forEach(
            (path, asset) -> {
              if (path.endsWith(".js"))
                modules.put(path, asset.plain().bytes().decodeString(UTF_8));
            });
    return modules;
  }

  private static Stream<String> ours() {
    return MODULES.keySet().stream().filter(path -> !path.startsWith("/page/lib/"));
  }

  /** None is named as a package: a browser would not know where that is. */
  private static List<String> imports(Pattern pattern, String path, String module) {
    List<String> names = pattern.matcher(module).results().map(match -> match.group(1)).toList();
    assertThat(names).as(path).allMatch(name -> name.matches("[./].*"));
    return names.stream().map(name -> URI.create(path).resolve(name).getPath()).toList();
  }

  private static Set<String> exports(String module) {
    return Stream.concat(
            EXPORTED.matcher(module).results().map(match -> match.group(1)),
            EXPORTED_LIST.matcher(module).results().flatMap(match -> names(match.group(1), -1)))
        .collect(toSet());
  }

  /**
   * @param side of {@code as}: 0 for the name before it, -1 for the one behind
   */
  private static Stream<String> names(String list, int side) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(name -> name.split("\\s+as\\s+"))
        .map(parts -> parts[side < 0 ? parts.length - 1 : 0]);
  }

  private static int layer(String path) {
    for (int i = 0; i < LAYERS.size(); i++) if (path.startsWith(LAYERS.get(i))) return i;
    return LAYERS.size();
  }
}
