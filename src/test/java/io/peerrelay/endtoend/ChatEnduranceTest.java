package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged comes, once and in order, whatever is cut or killed meanwhile. */
class ChatEnduranceTest {
  @TempDir Path data;

  /** The one that runs now. */
  private volatile RelayProcess relay;

  @Test
  void losesNothingThroughCutsAndAKill() throws Exception {
    endure(100, 1);
  }

  @Test
  @Tag("soak")
  void losesNothingThroughFiftyKills() throws Exception {
    endure(20_000, 50);
  }

  private void endure(int messages, int kills) throws Exception {
    Random random = new Random(messages);
    relay = RelayProcess.start(data);
    try {
      Chatters chatters = new Chatters(() -> relay.address(), messages);
      CompletableFuture<ChatRecord.Counts> counts =
          CompletableFuture.supplyAsync(() -> run(chatters));
      for (int kill = 1; kill <= kills; kill++) {
        cutUntil(chatters, (int) ((long) messages * kill / (kills + 1)), random, counts);
        relay.kill();
        relay = RelayProcess.start(data);
      }
      assertThat(counts.get()).isEqualTo(new ChatRecord.Counts(messages, 0, 0, 0));
    } finally {
      relay.close();
    }
  }

  private static void cutUntil(Chatters chatters, int said, Random random, CompletableFuture<?> end)
      throws InterruptedException {
    while (chatters.said() < said && !end.isDone()) {
      Thread.sleep(50 + random.nextInt(1_000));
      chatters.cut(random.nextBoolean());
    }
  }

  private static ChatRecord.Counts run(Chatters chatters) {
    try {
      return chatters.run();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
