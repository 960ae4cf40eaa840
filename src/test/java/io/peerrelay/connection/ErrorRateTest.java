package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorRateTest {
  private static final Problem BAD = ErrorCode.BAD_FIELD.because("to: missing");
  private static final Problem TOO_FAST =
      ErrorCode.RATE_LIMITED.because("More than one may send.").after(Duration.ofHours(1));

  private final ErrorRate errors = new ErrorRate(3);

  @Test
  void permitsSoManyErrors() {
    for (int i = 0; i < 3; i++) assertThat(errors.permits(BAD)).isTrue();
    assertThat(errors.permits(BAD)).isFalse();
  }

  @Test
  void countsAgainstOneWhoDoesNotWaitAsToldButNotTheFirstTime() {
    for (int i = 0; i < 4; i++) assertThat(errors.permits(TOO_FAST)).isTrue();
    assertThat(errors.permits(TOO_FAST)).isFalse();
  }

  @Test
  void countsNothingAgainstOneWhoWaits() throws InterruptedException {
    Problem soon = TOO_FAST.after(Duration.ofMillis(1));
    for (int i = 0; i < 10; i++) {
      assertThat(errors.permits(soon)).isTrue();
      Thread.sleep(2);
    }
    for (int i = 0; i < 3; i++) assertThat(errors.permits(BAD)).isTrue();
  }
}
