package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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
              "async-directive",
              "directives/class-map",
              "directives/guard",
              "directives/if-defined",
              "directives/keyed",
              "directives/live",
              "directives/private-async-helpers",
              "directives/ref",
              "directives/repeat",
              "directives/until",
              "directives/when"));

  private static final Map<String, String> PATHS =
      Map.of(
          "@lit/reactive-element",
          FOLDER + "lit__reactive-element/reactive-element.js",
          "lit-html",
          FOLDER + "lit-html/lit-html.js");

  private static final Pattern PACKAGE_NAME = Pattern.compile("(?<=from\")[^./\"][^\"]*(?=\")");
  private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

  private LitModules() {}

  /** By the path each is asked for. */
  static Map<String, byte[]> read() {
    Map<String, byte[]> modules = new TreeMap<>();
    MODULES.forEach(
        (webJar, names) -> {
          String folder = "/META-INF/resources/webjars/" + webJar + "/" + version(webJar) + "/";
          for (String name : names) {
            String module = new String(resource(folder + name + ".js"), UTF_8);
            modules.put(FOLDER + webJar + "/" + name + ".js", forBrowsers(module).getBytes(UTF_8));
          }
        });
    return modules;
  }

  private static String forBrowsers(String module) {
    String withPaths = PACKAGE_NAME.matcher(module).replaceAll(LitModules::path);
    return SOURCE_MAP.matcher(withPaths).replaceAll("");
  }

  private static String path(MatchResult name) {
    String path = PATHS.get(name.group());
    if (path == null) throw new IllegalStateException("Lit imports a package: " + name.group());
    return Matcher.quoteReplacement(path);
  }

  private static String version(String webJar) {
    Properties properties = new Properties();
    try (InputStream in =
        LitModules.class.getResourceAsStream(
            "/META-INF/maven/org.webjars.npm/" + webJar + "/pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] resource(String path) {
    try (InputStream in = LitModules.class.getResourceAsStream(path)) {
      if (in == null) throw new IllegalStateException("Not on the classpath: " + path);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
