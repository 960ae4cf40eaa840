package io.peerrelay.bench.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the load counts, and how it knows a message again. */
class TellingTest {
  @Test
  void findsAllNumbersInAText() {
    String one = "{\"push\":{\"text\":\"" + Mark.TEXT.of(42, 200) + "\"}}";
    byte[] bytes = (one + "\n" + one.replace("42", "43")).getBytes(StandardCharsets.UTF_8);

    int first = Mark.TEXT.find(bytes, 0, bytes.length);
    int second = Mark.TEXT.find(bytes, first, bytes.length);

    assertThat(Mark.number(bytes, first)).isEqualTo(42);
    assertThat(Mark.number(bytes, second)).isEqualTo(43);
    assertThat(Mark.TEXT.find(bytes, second, bytes.length)).isNegative();
    assertThat(Mark.REQUEST.find(bytes, 0, bytes.length)).isNegative();
    assertThat(Mark.TEXT.of(7, 200)).hasSize(200);
  }

  @Test
  void countsWhatIsLostDoubledAndReordered() {
    Receipts receipts = new Receipts();
    assertThat(receipts.take(0)).isTrue();
    assertThat(receipts.take(2)).isTrue();
    assertThat(receipts.take(1)).isTrue();
    assertThat(receipts.take(2)).isFalse();

    assertThat(receipts.tally(3)).isEqualTo(new Tally(0, 1, 1));
    assertThat(receipts.tally(5)).isEqualTo(new Tally(2, 1, 1));
  }

  @Test
  void ranksLatencies() {
    Latencies latencies = new Latencies();
    assertThat(latencies.percentiles().isMeasured()).isFalse();
    for (int millis = 10_000; millis >= 1; millis--) latencies.add(millis * 1_000_000L);

    assertThat(latencies.percentiles()).isEqualTo(new Percentiles(5000, 9900, 10_000));
  }
}
