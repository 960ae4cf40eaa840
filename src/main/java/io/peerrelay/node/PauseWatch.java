package io.peerrelay.node;

import akka.actor.typed.ActorSystem;
import akka.cluster.Cluster;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a node that stood still for so long that the others have given it up: its users are with
 * them by now, and what was said to it meanwhile it must not answer. Without this it would learn of
 * it from them, but only after some seconds in which a user has two sessions.
 */
final class PauseWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PauseWatch.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** What the failure detector takes before `stable-after` begins; see application.conf. */
  private static final Duration UNNOTICED = Duration.ofSeconds(5);

  /** With fewer nodes the others are no majority, and may have ended themselves. */
  private static final int FEWEST = 3;

  private final Cluster cluster;
  private final Duration longest;
  private long last = System.nanoTime();

  private PauseWatch(Cluster cluster, Duration longest) {
    this.cluster = cluster;
    this.longest = longest;
  }

  /**
   * Ends with the system.
   *
   * @param stableAfter after which the others give up one whom they do not reach
   */
  static void start(ActorSystem<?> system, Duration stableAfter) {
    PauseWatch watch = new PauseWatch(Cluster.get(system), stableAfter.plus(UNNOTICED));
    system
        .scheduler()
        .scheduleWithFixedDelay(INTERVAL, INTERVAL, watch::look, system.executionContext());
  }

  private synchronized void look() {
    long now = System.nanoTime();
    Duration pause = Duration.ofNanos(now - last);
    last = now;
    if (pause.compareTo(longest) < 0 || members() < FEWEST) return;
    LOG.error(
        "This process stood still for {} s; the others have given it up, and it stops.",
        pause.toSeconds());
    cluster.down(cluster.selfAddress());
  }

  private long members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false).count();
  }
}
