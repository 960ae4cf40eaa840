package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
  private final Random random = new Random(1);

  /** A new one for each would fill the heap with garbage that lives long. */
  @Test
  void writesCommitAfterCommitIntoTheSameBuffer(@TempDir Path directory) {
    StoreFile file = StoreFile.in(directory);
    try (MVStore store = file.open()) {
      MVMap<Integer, byte[]> map = store.openMap("values");
      commit(file, store, map, 80);
      ByteBuffer first = buffer(file);
      assertThat(first.capacity()).isGreaterThan(8_000_000);
      for (int i = 0; i < 3; i++) {
        commit(file, store, map, 60);
        assertThat(buffer(file)).isSameAs(first);
      }
    }
  }

  private void commit(StoreFile file, MVStore store, MVMap<Integer, byte[]> map, int values) {
    for (int i = 0; i < values; i++) {
      byte[] value = new byte[100_000];
      random.nextBytes(value);
      map.put(i, value);
    }
    file.commit(store, () -> {});
  }

  /** That of the next commit. */
  private static ByteBuffer buffer(StoreFile file) {
    WriteBuffer buffer = file.getWriteBuffer();
    file.releaseWriteBuffer(buffer);
    return buffer.getBuffer();
  }
}
