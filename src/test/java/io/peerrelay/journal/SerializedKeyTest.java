package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals were written by the store's own type, and are to be read as they are for ever. */
class SerializedKeyTest {
  private static final String MAP = "relay.journal_00._index_akka_persistence_journal_index";

  @TempDir Path folder;

  @Test
  void readsWhatTheStoresOwnTypeWrote() {
    List<KeyValue> keys = keys();
    in(store -> keys.forEach(key -> plain(store).put(key, keys.indexOf(key))));

    in(
        store -> {
          MVMap<SerializedKey, Object> map = store.openMap(MAP, SerializedKey.map());
          assertThat(map.sizeAsLong()).isEqualTo(keys.size());
          for (KeyValue key : keys)
            assertThat(map.get(SerializedKey.of(key))).isEqualTo(keys.indexOf(key));
        });
  }

  @Test
  void writesWhatTheStoresOwnTypeReads() {
    List<KeyValue> keys = keys();
    in(store -> keys.subList(0, 500).forEach(key -> plain(store).put(key, keys.indexOf(key))));
    in(
        store -> {
          MVMap<SerializedKey, Object> map = store.openMap(MAP, SerializedKey.map());
          for (KeyValue key : keys) map.putIfAbsent(SerializedKey.of(key), keys.indexOf(key));
          for (KeyValue key : keys.subList(100, 200)) map.remove(SerializedKey.of(key));
        });

    in(
        store -> {
          List<KeyValue> left = new ArrayList<>(keys);
          left.subList(100, 200).clear();
          assertThat(plain(store).keySet()).containsExactlyInAnyOrderElementsOf(left);
          for (KeyValue key : left) assertThat(plain(store).get(key)).isEqualTo(keys.indexOf(key));
        });
  }

  @Test
  void ordersAsTheStoresOwnTypeDoes() {
    List<KeyValue> keys = keys();
    in(
        store -> {
          keys.forEach(key -> plain(store).put(key, 0));
          List<SerializedKey> sorted =
              keys.stream().map(SerializedKey::of).sorted(new SerializedKey.Type()).toList();
          assertThat(sorted.stream().map(SerializedKey::value))
              .containsExactlyElementsOf(plain(store).keySet());
        });
  }

  private static MVMap<KeyValue, Object> plain(MVStore store) {
    return store.openMap(MAP);
  }

  private void in(Consumer<MVStore> work) {
    try (MVStore store = MVStore.open(folder.resolve("store.mv").toString())) {
      work.accept(store);
    }
  }

  /** As a journal has them, and others: in no order, of all lengths. */
  private static List<KeyValue> keys() {
    Random random = new Random(7);
    List<KeyValue> keys = new ArrayList<>();
    for (long number = 0; number < 700; number++) {
      String name = "Conversation|" + "ü~z".repeat(random.nextInt(4)) + random.nextInt(9);
      keys.add(new KeyValue(name, number, number));
      keys.add(new KeyValue(name, -number * (1L << 40), number + 0.5));
    }
    for (int number = 0; number < 100; number++) keys.add(new KeyValue(new ObjectId()));
    return keys.stream().distinct().toList();
  }
}
