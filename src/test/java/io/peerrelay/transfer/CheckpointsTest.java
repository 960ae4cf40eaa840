package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final long MEBI = 1 << 20;
  private static final String STATE = RunningDigest.start().checkpoint(0).state();

  private static Checkpoint at(long offset) {
    return new Checkpoint(offset, STATE);
  }

  private static List<Long> offsets(Checkpoints checkpoints) {
    return checkpoints.all().stream().map(Checkpoint::offset).toList();
  }

  /** Two neighbours of a neighbour are farther apart than an eighth of the way back to them. */
  private static double most(long bytes) {
    return 3 + 2 * Math.log((double) Math.max(1, bytes)) / Math.log(9.0 / 8);
  }

  @Property(tries = 50)
  void areFewHoweverManyWereAdded(
      @ForAll @Size(max = 3_000) List<@LongRange(min = 1, max = 1L << 30) Long> steps) {
    Checkpoints checkpoints = Checkpoints.NONE;
    long offset = 0;
    for (long step : steps) {
      offset += step;
      checkpoints = checkpoints.with(at(offset));
      assertThat(checkpoints.furthest()).isEqualTo(offset);
      assertThat((double) checkpoints.all().size()).isLessThanOrEqualTo(most(offset));
    }
  }

  @Test
  void areFewHundredForATebibyteReadInMebibytes() {
    Checkpoints checkpoints = Checkpoints.NONE;
    for (long offset = MEBI; offset <= 1L << 40; offset += MEBI)
      checkpoints = checkpoints.with(at(offset));
    assertThat(checkpoints.all()).hasSizeLessThan(250);
  }

  @Property(tries = 200)
  void loseAStepOrAnEighthOfTheWayBackAtTheMost(
      @ForAll @Size(min = 1, max = 600) List<@LongRange(min = 1, max = 5_000) Long> steps,
      @ForAll @LongRange(min = 0, max = 3_000_000) long anywhere) {
    Checkpoints checkpoints = Checkpoints.NONE;
    long end = 0;
    long widest = 0;
    for (long step : steps) {
      end += step;
      widest = Math.max(widest, step);
      checkpoints = checkpoints.with(at(end));
    }
    long offset = anywhere % (end + 1);
    long from = checkpoints.before(offset).map(Checkpoint::offset).orElse(0L);
    assertThat(from).isLessThanOrEqualTo(offset);
    assertThat(offset - from).isLessThanOrEqualTo(Math.max(widest, (end - offset) / 8));
  }

  @Property(tries = 200)
  void areInOrderAndEndWithTheNewestWhateverCame(
      @ForAll @Size(min = 1, max = 100) List<@IntRange(max = 1_000) Integer> offsets) {
    Checkpoints checkpoints = Checkpoints.NONE;
    for (int offset : offsets) {
      checkpoints = checkpoints.with(at(offset));
      assertThat(offsets(checkpoints)).isSorted().doesNotHaveDuplicates();
      assertThat(checkpoints.furthest()).isEqualTo(offset);
    }
  }

  @Test
  void forgetThoseAtAndBehindANewerOne() {
    Checkpoints checkpoints = Checkpoints.NONE.with(at(10)).with(at(20)).with(at(30));
    assertThat(offsets(checkpoints.with(at(20)))).containsExactly(10L, 20L);
    Checkpoint other = RunningDigest.start().checkpoint(30);
    assertThat(checkpoints.with(other).all()).last().isSameAs(other);
  }

  @Test
  void takeInAllOfOthers() {
    Checkpoints checkpoints = Checkpoints.NONE.with(at(10)).with(at(20));
    Checkpoints newer = Checkpoints.NONE.with(at(15)).with(at(40));
    assertThat(offsets(checkpoints.with(newer))).containsExactly(10L, 15L, 40L);
    assertThat(offsets(newer.after(15))).containsExactly(40L);
  }

  @Test
  void passOverThoseThatThisMachineCannotRead() {
    Checkpoint foreign = new Checkpoint(20, "AAAA");
    Checkpoints checkpoints = Checkpoints.NONE.with(at(10)).with(foreign);
    assertThat(checkpoints.before(25)).contains(at(10));
    assertThat(Checkpoints.NONE.with(foreign).before(25)).isEmpty();
  }

  @Test
  void haveNothingBeforeTheFirst() {
    assertThat(Checkpoints.NONE.with(at(10)).before(9)).isEmpty();
    assertThat(Checkpoints.NONE.furthest()).isZero();
  }
}
