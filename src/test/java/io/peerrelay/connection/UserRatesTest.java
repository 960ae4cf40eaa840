package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Username;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UserRatesTest {
  private static final int RATE = 2;

  /** Ten seconds' worth. */
  private static final int AT_ONCE = 20;

  private final UserRates rates = new UserRates(RATE);

  private static void spend(RateLimit limit, int count) {
    for (int i = 0; i < count; i++) assertThat(limit.take()).isEmpty();
  }

  @Test
  void isOneForAllDevicesOfAUserHoweverTheNameIsWritten() {
    RateLimit phone = rates.enter(new Username("Anna"));
    RateLimit laptop = rates.enter(new Username("anna"));
    spend(phone, AT_ONCE / 2);
    spend(laptop, AT_ONCE / 2);
    assertThat(phone.take())
        .hasValueSatisfying(
            wait -> assertThat(wait).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)));
    spend(rates.enter(new Username("boris")), AT_ONCE);
  }

  @Test
  void outlivesADeviceAsLongAsThereIsAnother() {
    RateLimit phone = rates.enter(new Username("anna"));
    rates.enter(new Username("anna"));
    spend(phone, AT_ONCE);
    rates.leave(new Username("anna"));
    assertThat(rates.enter(new Username("anna")).take()).isPresent();
    rates.leave(new Username("anna"));
    rates.leave(new Username("anna"));
    spend(rates.enter(new Username("anna")), AT_ONCE); // All had gone.
  }
}
