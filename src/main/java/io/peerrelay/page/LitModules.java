package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lit's modules as they lie in its WebJars, below one path. They name each other as npm packages
 * ({@code from "lit-html"}), which means something to a bundler only: a browser would need an
 * import map in the page, which is an inline script, and the page allows none. So those names
 * become paths here. The page itself imports nothing but /page/lib/lit.js.
 */
final class LitModules {
  static final String FOLDER = "/page/lib/lit/";

  /** What lit.js leads to, by package; a test follows every import. */
  private static final Map<String, List<String>> MODULES =
      Map.of(
          "lit__reactive-element",
          List.of("reactive-element", "css-tag"),
          "lit-element",
          List.of("lit-element"),
          "lit-html",
          List.of(
              "lit-html",
              "directive",
              "directive-helpers",
              "directives/guard",
              "directives/keyed",
              "directives/live",
              "directives/repeat"));

  private static final Map<String, String> PATHS =
      Map.of(
          "@lit/reactive-element",
          FOLDER + "lit__reactive-element/reactive-element.js",
          "lit-html",
          FOLDER + "lit-html/lit-html.js");

  private static final Pattern PACKAGE_NAME = Pattern.compile("(?<=from\")[^./\"][^\"]*(?=\")");

  private LitModules() {}

  /** By the path each is asked for. */
  static Map<String, byte[]> read() {
    Map<String, byte[]> modules = new TreeMap<>();
    MODULES.forEach(
        (webJar, names) -> {
          for (String name : names) {
            String module = new WebJar(webJar).module(name + ".js");
            modules.put(FOLDER + webJar + "/" + name + ".js", forBrowsers(module).getBytes(UTF_8));
          }
        });
    return modules;
  }

  private static String forBrowsers(String module) {
    return PACKAGE_NAME.matcher(module).replaceAll(LitModules::path);
  }

  private static String path(MatchResult name) {
    String path = PATHS.get(name.group());
    if (path == null) throw new IllegalStateException("Lit imports a package: " + name.group());
    return Matcher.quoteReplacement(path);
  }
}
