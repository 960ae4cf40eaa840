package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything the page is made of, by the path it is asked for. */
final class Assets {
  static final String INDEX = "/";
  static final String LIST = "/page/assets.json";

  private static final String INDEX_FILE = "index.html";

  /** Draws QR codes. */
  private static final String CODES = "/page/lib/qr-creator.js";

  private static final String CODES_IN_JAR = "dist/qr-creator.es6.min.js";

  static final String SERVICE_WORKER = "service-worker.js";

  /** At the top: a service worker rules only over what lies below it. */
  private static final Set<String> AT_THE_TOP =
      Set.of("app.webmanifest", SERVICE_WORKER, "icon.svg");

  private final Map<Path, FileTime> changes;
  private final SortedMap<String, Asset> byPath;

  private Assets(Map<Path, FileTime> changes, SortedMap<String, Asset> byPath) {
    this.changes = changes;
    this.byPath = byPath;
  }

  static Assets read(PageFiles files) {
    Map<Path, FileTime> changes = files.changes();
    SortedMap<String, byte[]> contents = new TreeMap<>();
    files.read().forEach((name, content) -> contents.put(path(name), slim(name, content)));
    contents.putAll(LitModules.read());
    contents.put(CODES, new WebJar("qr-creator").module(CODES_IN_JAR).getBytes(UTF_8));
    contents.put(INDEX, Preloads.into(contents.get(INDEX), contents));
    contents.put(LIST, list(contents));
    SortedMap<String, Asset> byPath = new TreeMap<>();
    contents.forEach((path, content) -> byPath.put(path, Asset.of(name(path), content)));
    return new Assets(changes, byPath);
  }

  /** Whether nothing was changed since they were read. */
  boolean areOf(PageFiles files) {
    return changes.equals(files.changes());
  }

  Optional<Asset> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  SortedMap<String, Asset> byPath() {
    return Collections.unmodifiableSortedMap(byPath);
  }

  private static byte[] slim(String name, byte[] content) {
    return name.endsWith(".js") || name.endsWith(".css") ? Comments.blank(content) : content;
  }

  private static String path(String name) {
    if (name.equals(INDEX_FILE)) return INDEX;
    return (AT_THE_TOP.contains(name) ? "/" : "/page/") + name;
  }

  /** By which one sees what it is. */
  private static String name(String path) {
    return path.equals(INDEX) ? INDEX_FILE : path;
  }

  /** What the service worker keeps. It is another version as soon as any of it has changed. */
  private static byte[] list(SortedMap<String, byte[]> contents) {
    StringBuilder all = new StringBuilder();
    contents.forEach((path, content) -> all.append(path).append(Asset.digest(content)));
    List<String> kept = new ArrayList<>(contents.keySet());
    kept.remove("/" + SERVICE_WORKER); // The browser keeps it itself.
    record Listed(String version, List<String> assets) {}
    try {
      return new ObjectMapper()
          .writeValueAsBytes(new Listed(Asset.digest(all.toString().getBytes(UTF_8)), kept));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
