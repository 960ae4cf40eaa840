package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockoutsTest {
  private static final Duration DURATION = Duration.ofMinutes(5);
  private final TestClock clock = new TestClock();
  private final Lockouts lockouts = new Lockouts(3, DURATION, clock);

  @Test
  void locksOneNameForAWhile() {
    fail(3);
    assertThat(lockouts.locked("alice")).isTrue();
    assertThat(lockouts.locked("bob")).isFalse();
    clock.pass(DURATION.minusMillis(1));
    assertThat(lockouts.locked("alice")).isTrue();
    clock.pass(Duration.ofMillis(1));
    assertThat(lockouts.locked("alice")).isFalse();
    fail(2);
    assertThat(lockouts.locked("alice")).isFalse();
  }

  @Test
  void forgetsFailuresAfterASuccessOrARest() {
    fail(2);
    lockouts.succeeded("alice");
    fail(2);
    clock.pass(DURATION);
    fail(2);
    assertThat(lockouts.locked("alice")).isFalse();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) lockouts.failed("alice");
  }
}
