package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import io.peerrelay.protocol.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A byte path that begins, or ends, in the middle of a transfer. */
class BytePathLegTest {
  private static final int TOTAL = 10_000;
  private static final byte[] BYTES = new byte[TOTAL];

  static {
    new Random(1).nextBytes(BYTES);
  }

  private static ByteString part(int from, int to) {
    return ByteString.fromArray(BYTES, from, to - from);
  }

  private static Sha256 digest() {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Checkpoint checkpoint(int offset) {
    RunningDigest digest = RunningDigest.start();
    digest.update(part(0, offset));
    return digest.checkpoint(offset);
  }

  private static BytePath path(int sent, int received, int window) {
    Leg leg = new Leg("leg", TOTAL, sent == 0 ? null : checkpoint(sent), received);
    return new BytePath(leg, new WindowMemory(1L << 40, window, window));
  }

  @Property(tries = 300)
  void deliversWhatTheReceiverLacksAndDigestsAll(
      @ForAll @IntRange(max = TOTAL) int one,
      @ForAll @IntRange(max = TOTAL) int other,
      @ForAll @IntRange(min = 1, max = 3_000) int window,
      @ForAll @IntRange(min = 1, max = 3_000) int piece) {
    int sent = Math.min(one, other);
    int received = Math.max(one, other);
    BytePath path = path(sent, received, window);
    assertThat(path.arrived()).isEqualTo(sent);
    assertThat(path.taken()).isEqualTo(received);
    AtomicLong credit = new AtomicLong(path.credit());
    BytePath.Source source = path.feed(credit::addAndGet);
    ByteString delivered = ByteString.emptyByteString();
    for (int at = sent; at < TOTAL; ) {
      int size = (int) Math.min(Math.min(piece, credit.get()), TOTAL - at);
      assertThat(size).as("credit at %d", at).isPositive();
      credit.addAndGet(-size);
      assertThat(source.put(part(at, at + size))).isEqualTo(Verdict.TAKEN);
      at += size;
      assertThat(path.arrived()).isEqualTo(at);
      delivered = delivered.concat(path.poll(TOTAL));
      assertThat(path.taken()).isEqualTo(Math.max(at, received));
    }
    assertThat(delivered.toArray()).isEqualTo(Arrays.copyOfRange(BYTES, received, TOTAL));
    assertThat(path.digest()).contains(digest());
    assertThat(path.isTaken()).isTrue();
  }

  @Test
  void grantsCreditForSkippedBytesThoughNobodyTakesThem() {
    BytePath path = path(1_000, 9_000, 400);
    AtomicLong credit = new AtomicLong(400);
    AtomicInteger woken = new AtomicInteger();
    BytePath.Source source = path.feed(credit::addAndGet);
    path.onBytes(woken::incrementAndGet);
    for (int at = 1_000; at < 9_000; at += 400) {
      source.put(part(at, at + 400));
      assertThat(credit.addAndGet(-400)).isEqualTo(400);
    }
    assertThat(woken).hasValue(0);
    assertThat(path.poll(100).isEmpty()).isTrue();
  }

  @Test
  void knowsAllAtOnceWhereBothSidesWereAtTheEnd() {
    BytePath path = path(TOTAL, TOTAL, 100);
    assertThat(path.digest()).contains(digest());
    assertThat(path.isTaken()).isTrue();
  }

  @Test
  void goesOnWithAnotherSourceInTheMiddle() {
    BytePath path = path(0, 0, TOTAL);
    AtomicLong more = new AtomicLong();
    BytePath.Source first = path.feed(bytes -> more.addAndGet(1_000_000));
    first.put(part(0, 4_000));
    BytePath.Source second = path.feed(more::addAndGet);
    assertThat(first.put(part(4_000, 5_000))).isEqualTo(Verdict.CLOSED);
    assertThat(path.arrived()).isEqualTo(4_000);
    assertThat(path.credit()).isEqualTo(6_000);
    assertThat(second.put(part(4_000, 10_000))).isEqualTo(Verdict.TAKEN);
    assertThat(path.poll(TOTAL).toArray()).isEqualTo(BYTES);
    assertThat(more.get()).isLessThan(1_000_000);
    assertThat(path.digest()).contains(digest());
  }

  @Test
  void drainsAtOnceWhereNothingWaits() {
    BytePath path = path(0, 0, TOTAL);
    BytePath.Source source = path.feed(more -> {});
    AtomicInteger drained = new AtomicInteger();
    path.drain(drained::incrementAndGet);
    assertThat(drained).hasValue(1);
    assertThat(source.put(part(0, 10))).isEqualTo(Verdict.CLOSED);
  }

  @Test
  void drainsWhenTheReceiverTookTheLastOfWhatCame() {
    BytePath path = path(0, 0, TOTAL);
    BytePath.Source source = path.feed(more -> {});
    source.put(part(0, 6_000));
    AtomicInteger drained = new AtomicInteger();
    path.drain(drained::incrementAndGet);
    assertThat(source.put(part(6_000, 6_010))).isEqualTo(Verdict.CLOSED);
    path.poll(5_999);
    assertThat(drained).hasValue(0);
    path.poll(5_999);
    assertThat(drained).hasValue(1);
    assertThat(path.taken()).isEqualTo(6_000);
  }

  @Test
  void isNeverDrainedOnceItIsClosed() {
    BytePath path = path(0, 0, TOTAL);
    path.feed(more -> {}).put(part(0, 10));
    AtomicInteger drained = new AtomicInteger();
    path.drain(drained::incrementAndGet);
    path.close();
    path.poll(10);
    assertThat(drained).hasValue(0);
  }

  @Test
  void takesNothingOfASenderThatIsGoneAndGivesWhatItSentToItsReceiver() {
    BytePath path = path(0, 0, TOTAL);
    List<Long> credits = new ArrayList<>();
    BytePath.Source source = path.feed(credits::add);
    path.onBytes(() -> {});
    source.put(part(0, 9_000));
    assertThat(path.endInput()).isTrue();
    assertThat(source.put(part(9_000, 9_010))).isEqualTo(Verdict.CLOSED);
    assertThat(path.poll(TOTAL).size()).isEqualTo(9_000);
    assertThat(credits).isEmpty();
  }

  @Test
  void tellsASenderThatIsGoneWhetherThereIsAReceiver() {
    assertThat(path(0, 0, 10).endInput()).isFalse();
  }

  @Test
  void marksWhereReadingCanGoOnRightBehindTheLastByte() {
    BytePath path = path(1_000, 2_000, TOTAL);
    path.feed(more -> {}).put(part(1_000, 4_321));
    Checkpoint last = path.checkpoints().before(TOTAL).orElseThrow();
    assertThat(last.offset()).isEqualTo(4_321);
    BytePath next =
        new BytePath(new Leg("next", TOTAL, last, 5_000), new WindowMemory(1L << 40, TOTAL, TOTAL));
    next.feed(more -> {}).put(part(4_321, TOTAL));
    assertThat(next.digest()).contains(digest());
    assertThat(next.poll(TOTAL).toArray()).isEqualTo(Arrays.copyOfRange(BYTES, 5_000, TOTAL));
  }

  @Test
  void hasNoCheckpointsWhereNothingCame() {
    assertThat(path(1_000, 1_000, 10).checkpoints().all()).isEmpty();
  }

  @Test
  void refusesAReceiverBehindTheSenderOrPastTheEnd() {
    assertThatThrownBy(() -> path(100, 99, 10))
        .hasMessage("receiverOffset: 99 (expected: 100 to 10000)");
    assertThatThrownBy(() -> path(0, TOTAL + 1, 10))
        .hasMessage("receiverOffset: 10001 (expected: 0 to 10000)");
  }
}
