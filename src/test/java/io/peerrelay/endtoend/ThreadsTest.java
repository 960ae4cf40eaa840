package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.testing.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the relay's process does with threads, which only the program itself decides. */
class ThreadsTest {
  private static final int MESSAGES = 200;

  @TempDir Path data;

  /** On two cores Java starts one for each step, unless it is told otherwise. */
  @Test
  void startsNoThreadForEachAnswer() throws IOException {
    try (RelayProcess relay = RelayProcess.start(data, "-XX:ActiveProcessorCount=2");
        ForeignClient anna = ForeignClient.loggedIn(relay.address(), "anna");
        ForeignClient boris = ForeignClient.loggedIn(relay.address(), "boris")) {
      exchange(anna, boris);
      long before = startedThreads(relay);
      exchange(anna, boris);
      assertThat(startedThreads(relay) - before).isLessThan(MESSAGES / 2);
    }
  }

  private static void exchange(ForeignClient anna, ForeignClient boris) {
    for (int i = 0; i < MESSAGES; i++) {
      anna.send("{'type':'message','to':'boris','text':'hi'}");
      anna.awaitMessage("sent");
      boris.awaitMessage("message");
    }
  }

  /** Since its process began. */
  private static long startedThreads(RelayProcess relay) throws IOException {
    Process counters =
        new ProcessBuilder(
                JavaCommand.tool("jcmd"), Long.toString(relay.pid()), "PerfCounter.print")
            .start();
    return new String(counters.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("java.threads.started="))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
