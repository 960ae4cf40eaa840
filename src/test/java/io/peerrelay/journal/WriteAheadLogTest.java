package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {
  private final List<String> replayed = new ArrayList<>();

  @TempDir Path directory;

  private Path file;
  private Path other;

  @BeforeEach
  void nameFiles() {
    file = directory.resolve("log");
    other = directory.resolve("other");
  }

  @Test
  void replaysInOrderWhatWasAppendedAfterTheGivenRecord() throws IOException {
    appendAll("a", "b", "c");

    open(1).close();

    assertThat(replayed).containsExactly("b", "c");
  }

  @Test
  void numbersOnAfterReplayAndAfterTurns() throws IOException {
    appendAll("a", "b");
    try (WriteAheadLog log = open(0)) {
      assertThat(append(log, "c")).isEqualTo(3);
      log.turn();
      assertThat(log.size()).isZero();
      assertThat(append(log, "d")).isEqualTo(4);
      log.clearOlder();
      log.turn();
      log.clearOlder();
      assertThat(append(log, "e")).isEqualTo(5);
    }

    replayed.clear();
    open(4).close();

    assertThat(replayed).containsExactly("e");
  }

  @Test
  void replaysTheOlderFileFirstWhicheverItIs() throws IOException {
    try (WriteAheadLog log = open(0)) {
      append(log, "a");
      log.turn();
      append(log, "b");
    }
    reopen(0);
    assertThat(replayed).containsExactly("a", "b");

    try (WriteAheadLog log = open(0)) {
      log.clearOlder();
      append(log, "c");
      log.turn();
      append(log, "d");
    }
    reopen(1);
    assertThat(replayed).containsExactly("b", "c", "d");
    reopen(3);
    assertThat(replayed).containsExactly("d");
  }

  @Test
  void goesOnInTheNewerFileAfterReplay() throws IOException {
    try (WriteAheadLog log = open(0)) {
      append(log, "a");
      log.turn();
      append(log, "b");
    }
    try (WriteAheadLog log = open(0)) {
      append(log, "c");
      assertThat(log.hasOlder()).isTrue();
      log.clearOlder();
    }

    reopen(1);

    assertThat(replayed).containsExactly("b", "c");
  }

  @Test
  void takesNoTurnBeforeTheOlderFileIsCleared() throws IOException {
    try (WriteAheadLog log = open(0)) {
      append(log, "a");
      log.turn();
      append(log, "b");
      log.turn();
      log.clearOlder();
    }

    reopen(1);

    assertThat(replayed).containsExactly("b");
  }

  @Test
  void isNotMisledByOldRecordsBehindTheNewOnes() throws IOException {
    try (WriteAheadLog log = open(0)) {
      for (int count = 0; count < 3; count++) append(log, "old");
      log.turn();
      append(log, "d");
      log.clearOlder();
      log.turn();
      // As long as the one that it is written over: the next old one begins where it ends.
      append(log, "new");
      Path copy = Files.createDirectory(directory.resolve("copy"));
      Files.copy(file, copy.resolve("log"));
      Files.copy(other, copy.resolve("other"));
    }
    file = directory.resolve("copy/log");
    other = directory.resolve("copy/other");
    assertThat(file).content().contains("old");

    reopen(3);
    assertThat(replayed).containsExactly("d", "new");
    assertThat(file).content().doesNotContain("old");
  }

  @Test
  void refusesToGoOnBehindRecordsThatAreMissing() throws IOException {
    try (WriteAheadLog log = open(0)) {
      append(log, "a");
      append(log, "b");
      log.turn();
      append(log, "c");
    }
    Files.write(file, new byte[0]);

    assertThatThrownBy(() -> open(1)).hasMessageContaining("goes on with change 3");
  }

  @Test
  void dropsRecordThatWasCutAnywhereAndGoesOnBehindTheOneBefore() throws IOException {
    appendAll("first");
    int whole = (int) Files.size(file);
    appendAll("second");
    byte[] bytes = Files.readAllBytes(file);
    for (int length = whole; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      replayed.clear();

      try (WriteAheadLog log = open(0)) {
        assertThat(append(log, "third")).isEqualTo(2);
      }
      open(0).close();

      assertThat(replayed).as("cut at %d", length).containsExactly("first", "first", "third");
    }
  }

  @Test
  void dropsRecordWithAnyByteDamaged() throws IOException {
    appendAll("first");
    int whole = (int) Files.size(file);
    appendAll("second");
    byte[] bytes = Files.readAllBytes(file);
    for (int index = whole; index < bytes.length; index++) {
      byte[] damaged = bytes.clone();
      damaged[index] ^= 0x10;
      Files.write(file, damaged);
      replayed.clear();

      open(0).close();

      assertThat(replayed).as("damaged at %d", index).containsExactly("first");
    }
  }

  @Test
  void takesForcedRecordForForcedOnce() throws IOException {
    try (WriteAheadLog log = open(0)) {
      long first = append(log, "a");
      long second = append(log, "b");
      log.force(second);
      log.force(first);
    }
    open(0).close();

    assertThat(replayed).containsExactly("a", "b");
  }

  @Test
  void forcesForAllWhoWait() throws Exception {
    int threads = 8;
    int each = 50;
    ExecutorService writers = Executors.newFixedThreadPool(threads);
    try (WriteAheadLog log = open(0)) {
      List<Callable<Void>> tasks =
          Collections.nCopies(
              threads,
              () -> {
                for (int count = 0; count < each; count++) {
                  long number;
                  synchronized (log) {
                    number = append(log, "x");
                    if (number % 100 == 0) {
                      log.clearOlder();
                      log.turn();
                    }
                  }
                  log.force(number);
                }
                return null;
              });
      for (Future<Void> writer : writers.invokeAll(tasks, 30, TimeUnit.SECONDS)) writer.get();
      assertThat(log.last()).isEqualTo(threads * each);
    } finally {
      writers.shutdownNow();
    }

    reopen(threads * each - 100);

    assertThat(replayed).hasSize(100);
  }

  private void appendAll(String... texts) throws IOException {
    try (WriteAheadLog log = WriteAheadLog.open(file, other, 0, content -> {})) {
      for (String text : texts) append(log, text);
    }
  }

  /** As a start that replays, and then ends. */
  private void reopen(long done) throws IOException {
    replayed.clear();
    open(done).close();
  }

  private WriteAheadLog open(long done) throws IOException {
    return WriteAheadLog.open(
        file, other, done, content -> replayed.add(content.toString(StandardCharsets.UTF_8)));
  }

  private static long append(WriteAheadLog log, String text) throws IOException {
    return log.append(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
  }
}
