package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.websocket.Message;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox(1024 * 1024);

  private static Message.EncodedText text(int size, char letter) {
    return new Message.Text(String.valueOf(letter).repeat(size)).encode();
  }

  private String next() {
    return ((Message.Encoded) outbox.next().orElseThrow()).frames().utf8String();
  }

  @Test
  void sendsWhatWaitsInPiecesThatTheNetworkTakesAtOnce() {
    for (char letter : "abc".toCharArray()) outbox.add(text(30_000, letter));
    assertThat(next()).containsSubsequence("a".repeat(30_000), "b".repeat(30_000));
    assertThat(next()).contains("c".repeat(30_000)).doesNotContain("b");
    assertThat(outbox.next()).isEqualTo(Optional.empty());
  }

  @Test
  void sendsOneThatIsLongerThanAPieceByItself() {
    outbox.add(text(1, 'a'));
    outbox.add(text(100_000, 'b'));
    outbox.add(text(1, 'c'));
    assertThat(next()).doesNotContain("b");
    assertThat(next()).contains("b".repeat(100_000)).doesNotContain("c");
    assertThat(next()).endsWith("c");
  }

  @Test
  void callsBackWhenTheLastPieceHasGone() {
    AtomicInteger calls = new AtomicInteger();
    for (char letter : "abc".toCharArray()) outbox.add(text(30_000, letter));
    outbox.callWhenSent(calls::incrementAndGet);
    next();
    assertThat(calls).hasValue(0);
    next();
    assertThat(calls).hasValue(1);
  }
}
