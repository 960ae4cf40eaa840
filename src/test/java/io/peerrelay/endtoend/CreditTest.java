package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may send how much, and what is told of it. */
class CreditTest extends SocketFixture {
  private static final int WINDOW = 64 * 1024;

  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay("relay.transfer.window { first = 64 KiB, largest = 64 KiB }");

  CreditTest() {
    super(relay);
  }

  @Test
  void givesTheReceiverNoByteMoreThanItGranted() {
    TestFile file = TestFile.of(100_000, 1);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.grant(1);
    receiver.expectNothing();
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> sender.sendWithinCredit(exchange.outgoing(), file.bytes(), 999));
    int granted = 1;
    for (int more : new int[] {1, 4_095, 4_096, 20_000, 0}) {
      if (more > 0) exchange.grant(more);
      granted += more;
      exchange.awaitBytes(granted);
      sender.expectNothing();
      receiver.expectNothing();
      assertThat(receiver.received(exchange.incoming())).hasSize(granted);
    }
    exchange.grant(1L << 52);
    sending.join();
    exchange.complete(file);
  }

  @Test
  void grantsTheSenderOnlyWhatTheReceiverTook() {
    Exchange exchange = Exchange.accepted(sender, receiver, 10L * WINDOW);
    assertThat(sender.credit(exchange.outgoing())).isEqualTo(WINDOW);
    exchange.grant(1);
    receiver.expectNothing();
    int taken = 1;
    exchange.send(new byte[WINDOW]);
    for (int more : new int[] {10_000, 30_000, 20_000}) {
      exchange.grant(more);
      taken += more;
      exchange.awaitBytes(taken);
      sender.expectNothing();
      assertThat(sender.credit(exchange.outgoing()))
          .isBetween((long) taken - WINDOW / 4, (long) taken);
    }
  }

  @Test
  void keepsASenderGoingThatSendsSmallPieces() {
    TestFile file = TestFile.of(300_000, 2);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    sender.sendWithinCredit(exchange.outgoing(), file.bytes(), 501);
    exchange.complete(file);
  }

  @Test
  void reportsProgressAtMostFourTimesASecondAndNeverBackwards() {
    TestFile file = TestFile.of(60_000, 3);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.grant(1);
    receiver.expectNothing();
    exchange.send(file.bytes());
    long start = System.nanoTime();
    for (int granted = 1; granted < file.size(); granted += 2_000) {
      exchange.grant(2_000);
      await().pollDelay(Duration.ofMillis(50)).until(() -> true); // A receiver that takes its time.
    }
    exchange.complete(file);
    double seconds = (System.nanoTime() - start) / 1e9;
    for (ForeignClient side : new ForeignClient[] {sender, receiver}) {
      List<ForeignClient.Progress> reports = side.progress();
      assertThat(reports).hasSizeBetween(3, (int) (4 * seconds) + 1);
      assertThat(reports)
          .allMatch(report -> report.transfer().equals(exchange.transfer()))
          .allMatch(report -> report.total() == file.size());
      for (int i = 1; i < reports.size(); i++)
        assertThat(reports.get(i).bytes()).isGreaterThan(reports.get(i - 1).bytes());
    }
  }
}
