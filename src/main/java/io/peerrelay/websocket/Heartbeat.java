package io.peerrelay.websocket;

import akka.actor.ActorSystem;
import akka.actor.Cancellable;
import akka.actor.ClassicActorSystemProvider;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The one timer of all sockets of a node. A socket that has been silent for the ping interval is
 * pinged; one from which nothing at all, not even a pong, was heard for the silence limit is cut
 * off. A socket whose handler holds it back isn't listened to, so its silence counts for nothing.
 *
 * <p>The timer also is the clock: sockets note its last tick when they hear something, so that a
 * read costs no look at the real one. Everything is therefore late by up to one tick, a quarter of
 * the ping interval or one second, whichever is less.
 */
public final class Heartbeat implements AutoCloseable {
  private static final long LONGEST_TICK_MILLIS = 1000;

  private final long pingMillis;
  private final long silenceMillis;
  private final Set<Pulse> pulses = ConcurrentHashMap.newKeySet();
  private final Cancellable timer;
  private volatile long now = clock();

  private Heartbeat(ActorSystem system, Duration pingInterval, Duration silenceLimit) {
    pingMillis = pingInterval.toMillis();
    silenceMillis = silenceLimit.toMillis();
    Duration tick = Duration.ofMillis(Math.max(1, Math.min(LONGEST_TICK_MILLIS, pingMillis / 4)));
    timer = system.scheduler().scheduleWithFixedDelay(tick, tick, this::tick, system.dispatcher());
  }

  /**
   * Starts the timer. It ends with the actor system, if not closed before.
   *
   * @param pingInterval at least 1 ms
   * @param silenceLimit longer than the ping interval, by the time that a pong may take
   */
  public static Heartbeat start(
      ClassicActorSystemProvider system, Duration pingInterval, Duration silenceLimit) {
    if (pingInterval.toMillis() < 1) {
      throw new IllegalArgumentException("pingInterval: " + pingInterval + " (expected: >= 1 ms)");
    }
    if (silenceLimit.compareTo(pingInterval) <= 0) {
      throw new IllegalArgumentException(
          "silenceLimit: " + silenceLimit + " (expected: > pingInterval, " + pingInterval + ")");
    }
    return new Heartbeat(system.classicSystem(), pingInterval, silenceLimit);
  }

  /** Stops the timer; sockets are then neither pinged nor cut off. */
  @Override
  public void close() {
    timer.cancel();
  }

  void add(Pulse pulse) {
    pulses.add(pulse);
  }

  void remove(Pulse pulse) {
    pulses.remove(pulse);
  }

  /** Milliseconds at the last tick, from an arbitrary origin. */
  long now() {
    return now;
  }

  boolean isPingDue(long since) {
    return now - since >= pingMillis;
  }

  boolean isTooSilent(long heardAt) {
    return now - heardAt >= silenceMillis;
  }

  private void tick() {
    now = clock();
    pulses.forEach(Pulse::check);
  }

  private static long clock() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
