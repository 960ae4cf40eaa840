package io.peerrelay.node;

import io.peerrelay.settings.ClusterSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process if its node has not stopped in time: one that hangs on the way out would keep
 * its ports, and whoever watches over it from starting it again.
 */
record StopDeadline(Duration limit) {
  private static final Duration AFTER_CLIENTS = Duration.ofSeconds(30);

  static StopDeadline of(ClusterSettings settings) {
    return new StopDeadline(settings.drainTime().plus(AFTER_CLIENTS));
  }

  /** Nothing stops it but the end of the process. */
  void begin() {
    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              System.err.println(
                  "peer-relay: not stopped within " + limit.toSeconds() + " s; ended.");
              Runtime.getRuntime().halt(1);
            });
  }
}
