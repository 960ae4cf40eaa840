package io.peerrelay.connection;

import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much each user may say on this node, whatever the devices; kept while there are any. */
final class UserRates {
  /** How many seconds' worth a user may say at once. */
  private static final int BURST = 10;

  private final int rate;
  private final Map<Username, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(RateLimit limit, int devices) {}

  /**
   * @param rate messages a second
   */
  UserRates(int rate) {
    this.rate = rate;
  }

  /** A device of the user's has come; {@link #leave} when it goes. */
  RateLimit enter(Username user) {
    return entries
        .compute(
            user,
            (key, entry) ->
                entry == null
                    ? new Entry(new RateLimit(rate, Duration.ofSeconds(1), BURST * rate), 1)
                    : new Entry(entry.limit(), entry.devices() + 1))
        .limit();
  }

  /** How many users have a device here. */
  int users() {
    return entries.size();
  }

  void leave(Username user) {
    entries.computeIfPresent(
        user,
        (key, entry) ->
            entry.devices() == 1 ? null : new Entry(entry.limit(), entry.devices() - 1));
  }
}
