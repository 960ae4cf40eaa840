package io.peerrelay.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the page, by name: in the relay's jar, or in a directory where they may change. */
final class PageFiles {
  private static final String FOLDER = "/page";
  private static final String INDEX = FOLDER + "/index.html";

  private final URL index;

  /**
   * @param index of page/index.html, which the others lie beside
   */
  PageFiles(URL index) {
    this.index = index;
  }

  static PageFiles ofClasspath() {
    URL index = PageFiles.class.getResource(INDEX);
    if (index == null)
      throw new IllegalStateException("The page is not on the classpath: " + INDEX);
    return new PageFiles(index);
  }

  Map<String, byte[]> read() {
    try {
      if (!isInJar()) return read(folder());
      URI jar = ((JarURLConnection) index.openConnection()).getJarFileURL().toURI();
      try (FileSystem inside = FileSystems.newFileSystem(Path.of(jar))) {
        return read(inside.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** When each was changed; of those in a jar nothing, as they can't. */
  Map<Path, FileTime> changes() {
    if (isInJar()) return Map.of();
    try {
      Map<Path, FileTime> changes = new TreeMap<>();
      for (Path file : files(folder())) changes.put(file, Files.getLastModifiedTime(file));
      return changes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isInJar() {
    return index.getProtocol().equals("jar");
  }

  private Path folder() {
    return Path.of(URI.create(index.toString())).getParent();
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (Path file : files(folder))
      contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
    return contents;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> Asset.isAsset(file.getFileName().toString()))
          .toList();
    }
  }
}
