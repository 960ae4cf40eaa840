package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A body is never held: several times what the relay has of memory passes through. */
class HttpMemoryTest {
  private static final long SIZE = 500L * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void relaysMoreThanFitsIntoItsMemory() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Process made =
        new ProcessBuilder("truncate", "-s", Long.toString(SIZE), "source")
            .directory(folder.toFile())
            .start();
    assertThat(made.waitFor()).isZero();
    try (RelayProcess relay = RelayProcess.start(data, "-Xmx100m");
        HttpExchange exchange = new HttpExchange(relay.address(), folder)) {
      exchange.offer("a.bin", SIZE).accepted();
      Curl.Running get = exchange.get("copy", "--limit-rate", "200M");
      Curl.Result put = exchange.put("source").end().expect(200);
      get.end().expect(200);
      assertThat(put.json().path("bytes").asLong()).isEqualTo(SIZE);
      assertThat(Files.mismatch(folder.resolve("source"), folder.resolve("copy"))).isEqualTo(-1);
    }
  }
}
