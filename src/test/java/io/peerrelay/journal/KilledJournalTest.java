package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.AskPattern;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an embedded journal acknowledged is there after {@code kill -9}. */
class KilledJournalTest {
  private static final Logger LOG = LoggerFactory.getLogger(KilledJournalTest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Two notes fill the log: as soon as one checkpoint is done the next begins. Bytes. */
  private static final long ALWAYS_IN_A_CHECKPOINT = 8_192;

  @TempDir Path directory;

  @Test
  void findsAllThatWasAcknowledgedBeforeItWasKilled() throws Exception {
    killAndLook(2, 1 << 20);
  }

  @Test
  void findsAllThatWasAcknowledgedBeforeItWasKilledInACheckpoint() throws Exception {
    killAndLook(3, ALWAYS_IN_A_CHECKPOINT);
  }

  @Tag("soak")
  @Test
  void findsAllThatWasAcknowledgedThroughTwoHundredKills() throws Exception {
    killAndLook(200, 1 << 20);
  }

  @Tag("soak")
  @Test
  void findsAllThatWasAcknowledgedThroughTwoHundredKillsInCheckpoints() throws Exception {
    killAndLook(200, ALWAYS_IN_A_CHECKPOINT);
  }

  /** Each round goes on with the files that the kill before it has left. */
  private void killAndLook(int rounds, long longestLog) throws Exception {
    Map<String, Integer> acknowledged = new HashMap<>();
    for (int round = 1; round <= rounds; round++) {
      int atLeast = ThreadLocalRandom.current().nextInt(1, 400);
      acknowledged.putAll(writeUntilKilled(atLeast, longestLog));
      Map<String, Integer> found = recover();
      assertThat(acknowledged).hasSize(Writer.NOTEBOOKS);
      assertThat(acknowledged)
          .allSatisfy(
              (id, count) -> assertThat(found.get(id)).as(id).isGreaterThanOrEqualTo(count));
      LOG.info("Round {} of {}: {}", round, rounds, found);
    }
  }

  /**
   * How many writes of each notebook were acknowledged; at least one of each, and {@code atLeast}
   * in all.
   */
  private Map<String, Integer> writeUntilKilled(int atLeast, long longestLog)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                JavaCommand.of(
                    Writer.class,
                    JavaCommand.QUICK_START,
                    directory.toString(),
                    Long.toString(longestLog)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<String, Integer> acknowledged = new HashMap<>();
    try (BufferedReader lines = writer.inputReader()) {
      int seen = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("Writer|")) continue;
        int space = line.lastIndexOf(' ');
        acknowledged.put(line.substring(0, space), Integer.parseInt(line.substring(space + 1)));
        seen++;
        // What is still in the pipe after this was acknowledged as well, and is read on.
        if (seen >= atLeast && acknowledged.size() == Writer.NOTEBOOKS)
          writer.toHandle().destroyForcibly();
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  private Map<String, Integer> recover() throws ExecutionException, InterruptedException {
    Map<String, Integer> counts = new HashMap<>();
    try (Journal journal = Journal.open(new JournalLocation.Embedded(directory, 0, false))) {
      ActorTestKit kit =
          ActorTestKit.create(
              "recovery",
              journal
                  .configuration()
                  .withFallback(ConfigFactory.parseResources("journal.conf"))
                  .withFallback(ConfigFactory.defaultReference())
                  .resolve());
      try {
        for (int number = 0; number < Writer.NOTEBOOKS; number++) {
          ActorRef<Notebook.Command> notebook =
              kit.spawn(Notebook.create(Writer.id(number), 0, kit.system().ignoreRef()));
          Notebook.Notes notes =
              AskPattern.ask(notebook, Notebook.Read::new, PATIENCE, kit.system().scheduler())
                  .toCompletableFuture()
                  .get()
                  .notes();
          assertThat(notes.inOrder()).isTrue();
          counts.put(Writer.id(number), notes.count());
        }
      } finally {
        kit.shutdownTestKit();
      }
    }
    return counts;
  }
}
