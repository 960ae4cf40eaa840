package io.peerrelay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The two places where a thread of a transfer waits for the other side. */
class WindowsTest {
  @Property(tries = 200)
  void receiveWindowHandsOnEveryByteInOrder(
      @ForAll @IntRange(min = 1, max = 50) int capacity,
      @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 120) Integer> frames,
      @ForAll @IntRange(min = 1, max = 60) int most)
      throws Exception {
    byte[] bytes = new byte[frames.stream().mapToInt(Integer::intValue).sum()];
    new Random(capacity).nextBytes(bytes);
    ReceiveWindow window = new ReceiveWindow(capacity);
    ByteArrayInputStream socket = new ByteArrayInputStream(bytes);
    Threads.start("socket", () -> frames.forEach(length -> fill(window, socket, length)));

    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    while (sink.size() < bytes.length) {
      ReceiveWindow.Segment next = window.await(most);
      assertThat(next.length()).isBetween(1, Math.min(most, capacity));
      sink.write(next.bytes(), next.from(), next.length());
      window.release(next.length());
    }
    assertThat(sink.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void receiveWindowHoldsTheSocketBackWhenFullAndLetsGoWhenClosed() throws Exception {
    ReceiveWindow window = new ReceiveWindow(10);
    ByteArrayInputStream socket = new ByteArrayInputStream(new byte[100]);
    CompletableFuture<Long> filled = new CompletableFuture<>();
    Thread reader = Threads.start("socket", () -> filled.complete(fill(window, socket, 100)));
    await().until(() -> reader.getState() == Thread.State.WAITING);
    assertThat(socket.available()).as("no more than its capacity is taken").isEqualTo(90);

    window.close();
    assertThat(filled.get(5, TimeUnit.SECONDS)).isEqualTo(10);
    assertThat(window.await(1)).isNull();
  }

  @Property
  void sendCreditIsNeverExceededAndUsedToTheEnd(
      @ForAll @IntRange(min = 1, max = 1_000) int first,
      @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 1_000) Integer> grants,
      @ForAll @IntRange(min = 1, max = 300) int most)
      throws Exception {
    SendCredit credit = new SendCredit();
    credit.open(first);
    long granted = first;
    for (int grant : grants) {
      credit.grant(grant);
      granted += grant;
    }
    long taken = 0;
    while (taken < granted) {
      // The last bytes of a file are always worth a frame.
      int count = credit.take((int) Math.min(most, granted - taken));
      assertThat(count).isPositive();
      taken += count;
    }
    assertThat(taken).isEqualTo(granted);
  }

  @Test
  void sendCreditWaitsForWhatIsWorthAFrame() throws Exception {
    SendCredit credit = new SendCredit();
    credit.open(100);
    assertThat(credit.take(100)).isEqualTo(100);
    CompletableFuture<Integer> taken = new CompletableFuture<>();
    Thread sender = Threads.start("sender", () -> taken.complete(take(credit, 50)));
    await().until(() -> sender.getState() == Thread.State.WAITING);
    credit.grant(24);
    await().until(() -> sender.getState() == Thread.State.WAITING);
    assertThat(taken).isNotDone();
    credit.grant(1);
    assertThat(taken.get(5, TimeUnit.SECONDS)).isEqualTo(25);

    credit.close();
    assertThat(credit.take(1)).isZero();
  }

  private static int take(SendCredit credit, int most) {
    try {
      return credit.take(most);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long fill(ReceiveWindow window, ByteArrayInputStream socket, long length) {
    try {
      return window.fill(socket, length);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
