package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManyTransfersTest {
  private static final int EACH_WAY = 10;
  private static final int LONGEST_PIECE = 40_000;

  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay("relay.transfer.window { first = 128 KiB, largest = 128 KiB }");

  @Test
  void carriesTwentyTransfersAtOnceOnOneSocketInBothDirections() {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (ForeignClient anna = relay.newUser("anna");
        ForeignClient boris = relay.newUser("boris")) {
      Map<Exchange, TestFile> files = new HashMap<>();
      Random random = new Random(7);
      for (int i = 0; i < EACH_WAY; i++) {
        TestFile one = TestFile.of(random.nextInt(700_000), i);
        files.put(Exchange.accepted(anna, boris, one.size()), one);
        TestFile other = TestFile.of(random.nextInt(700_000), -i);
        files.put(Exchange.accepted(boris, anna, other.size()), other);
      }
      List<CompletableFuture<Void>> sending = new ArrayList<>();
      files.forEach(
          (exchange, file) -> {
            int piece = 1 + random.nextInt(LONGEST_PIECE);
            sending.add(
                CompletableFuture.runAsync(
                    () ->
                        exchange
                            .sender()
                            .sendWithinCredit(exchange.outgoing(), file.bytes(), piece),
                    threads));
          });
      sending.forEach(CompletableFuture::join);
      files.forEach(
          (exchange, file) -> {
            assertThat(exchange.awaitBytes(file.size())).isEqualTo(file.bytes());
            exchange.finish(file.digest());
            exchange.confirm(file.digest());
          });
      Map<String, String> digests = new HashMap<>();
      files.forEach((exchange, file) -> digests.put(exchange.transfer(), file.digest()));
      for (ForeignClient side : new ForeignClient[] {anna, boris}) {
        Map<String, String> completed = new HashMap<>();
        for (int i = 0; i < 2 * EACH_WAY; i++) {
          JsonNode message = side.expect("completed");
          completed.put(message.path("transfer").asText(), message.path("sha256").asText());
        }
        assertThat(completed).isEqualTo(digests);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
