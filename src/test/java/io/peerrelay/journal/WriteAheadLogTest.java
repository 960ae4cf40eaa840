package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {
  private final List<String> replayed = new ArrayList<>();

  @TempDir Path directory;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("log");
  }

  @Test
  void replaysInOrderWhatWasAppendedAfterTheGivenRecord() throws IOException {
    appendAll("a", "b", "c");

    open(1).close();

    assertThat(replayed).containsExactly("b", "c");
  }

  @Test
  void numbersOnAfterReplayAndAfterClear() throws IOException {
    appendAll("a", "b");
    try (WriteAheadLog log = open(0)) {
      assertThat(append(log, "c")).isEqualTo(3);
      log.clear();
      assertThat(log.size()).isZero();
      assertThat(append(log, "d")).isEqualTo(4);
    }

    replayed.clear();
    open(3).close();

    assertThat(replayed).containsExactly("d");
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

  private void appendAll(String... texts) throws IOException {
    try (WriteAheadLog log = WriteAheadLog.open(file, 0, content -> {})) {
      for (String text : texts) append(log, text);
    }
  }

  private WriteAheadLog open(long done) throws IOException {
    return WriteAheadLog.open(
        file, done, content -> replayed.add(content.toString(StandardCharsets.UTF_8)));
  }

  private static long append(WriteAheadLog log, String text) throws IOException {
    return log.append(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
  }
}
