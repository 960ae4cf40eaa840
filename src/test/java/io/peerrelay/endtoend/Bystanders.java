package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two users who transfer files at leisure while others do wrong: whatever happens, each of their
 * files arrives bit for bit, and they hear of nothing else.
 */
final class Bystanders implements BeforeAllCallback, AfterAllCallback {
  private static final int PIECE = 30_000;
  private static final int PIECES = 8;

  private final RunningRelay relay;
  private ForeignClient anna;
  private ForeignClient boris;
  private CompletableFuture<Integer> transfers;
  private volatile boolean stopping;

  Bystanders(RunningRelay relay) {
    this.relay = relay;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    anna = relay.newUser("anna");
    boris = relay.newUser("boris");
    transfers = CompletableFuture.supplyAsync(this::transferUntilStopped);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stopping = true;
    assertThat(transfers.join()).as("transfers that were completed").isPositive();
    anna.expectNothing();
    boris.expectNothing();
    anna.close();
    boris.close();
  }

  private int transferUntilStopped() {
    int count = 0;
    do {
      TestFile file = TestFile.of(PIECE * PIECES, count);
      Exchange exchange = Exchange.accepted(anna, boris, file.size());
      for (int piece = 0; piece < PIECES; piece++) {
        exchange.send(file.part(piece * PIECE, (piece + 1) * PIECE).bytes());
        exchange.awaitBytes((piece + 1) * PIECE);
      }
      exchange.complete(file);
      count++;
    } while (!stopping);
    return count;
  }
}
