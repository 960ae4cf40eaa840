package io.peerrelay.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the logins in a row that failed, by name, known or not: so the answer does not tell which
 * names exist. In the memory of this node, beside the entities, because they leave it when idle. An
 * account that moves to another node starts anew.
 */
final class Lockouts {
  private static final int MOST_NAMES = 100_000;

  private record Failures(int count, Instant last) {}

  private final int most;
  private final Duration duration;
  private final InstantSource clock;
  private final Map<String, Failures> names =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_NAMES;
        }
      };

  /**
   * @param most failures in a row before a name is locked
   * @param duration for how long; a row of failures that rests as long is forgotten
   */
  Lockouts(int most, Duration duration, InstantSource clock) {
    this.most = most;
    this.duration = duration;
    this.clock = clock;
  }

  synchronized boolean locked(String name) {
    return recent(name) >= most;
  }

  synchronized void failed(String name) {
    names.put(name, new Failures(recent(name) + 1, clock.instant()));
  }

  synchronized void succeeded(String name) {
    names.remove(name);
  }

  private int recent(String name) {
    Failures failures = names.get(name);
    if (failures == null) return 0;
    if (failures.last().plus(duration).isAfter(clock.instant())) return failures.count();
    names.remove(name);
    return 0;
  }
}
