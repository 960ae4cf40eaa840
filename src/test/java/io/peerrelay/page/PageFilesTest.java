package io.peerrelay.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page is found wherever the classpath has it. */
class PageFilesTest {
  @TempDir Path folder;

  @Test
  void readsThemFromAJar() throws IOException {
    Path jar = folder.resolve("a relay + page.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name :
          new String[] {
            "page/index.html", "page/shell/a.js", "page/notes.txt", "pages.js", "b.js"
          }) {
        out.putNextEntry(new JarEntry(name));
        out.write(name.getBytes(UTF_8));
      }
    }
    PageFiles files = new PageFiles(url("jar:" + jar.toUri() + "!/page/index.html"));
    assertThat(files.read()).containsOnlyKeys("index.html", "shell/a.js");
    assertThat(files.read().get("shell/a.js")).asString().isEqualTo("page/shell/a.js");
    assertThat(files.changes()).isEmpty();
  }

  @Test
  void noticesWhatIsChangedInADirectory() throws IOException {
    write("index.html", "<!doctype html>");
    write("main.js", "first();");
    write("main.js~", "nothing");
    PageFiles files = new PageFiles(folder.resolve("index.html").toUri().toURL());
    assertThat(files.read()).containsOnlyKeys("index.html", "main.js");
    Map<Path, FileTime> before = files.changes();
    assertThat(files.changes()).isEqualTo(before);

    write("shell/new.js", "second();");
    assertThat(files.changes()).isNotEqualTo(before);
    assertThat(files.read()).containsKey("shell/new.js");

    Map<Path, FileTime> between = files.changes();
    Files.setLastModifiedTime(
        folder.resolve("main.js"), FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(files.changes()).isNotEqualTo(between);
  }

  @Test
  void servesAtOnceWhatWasChanged() throws IOException {
    write("index.html", "<!doctype html>");
    PageFiles files = new PageFiles(folder.resolve("index.html").toUri().toURL());
    Assets assets = Assets.read(files);
    assertThat(assets.areOf(files)).isTrue();
    write("main.js", "first();");
    assertThat(assets.areOf(files)).isFalse();
    assertThat(Assets.read(files).find("/page/main.js")).isPresent();
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static URL url(String url) throws IOException {
    return URI.create(url).toURL();
  }
}
