package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * An npm package as it lies in its WebJar.
 *
 * @param name of the package, as the WebJars write it
 */
record WebJar(String name) {
  private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

  /**
   * @param path of a module in the package; its source map is not there and not mentioned
   */
  String module(String path) {
    String folder = "/META-INF/resources/webjars/" + name + "/" + version() + "/";
    return SOURCE_MAP.matcher(new String(resource(folder + path), UTF_8)).replaceAll("");
  }

  private String version() {
    Properties properties = new Properties();
    try (InputStream in =
        WebJar.class.getResourceAsStream(
            "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] resource(String path) {
    try (InputStream in = WebJar.class.getResourceAsStream(path)) {
      if (in == null) throw new IllegalStateException("Not on the classpath: " + path);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
