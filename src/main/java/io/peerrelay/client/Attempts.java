package io.peerrelay.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The attempts to bring a broken line back, one after the other: until one succeeds, the patience
 * has run out, the relay does not want this client, or nobody wants the line any more.
 */
final class Attempts {
  private final Reconnection reconnection;
  private final int servers;
  private final BiConsumer<RelayException, Duration> announce;
  private final CountDownLatch calledOff = new CountDownLatch(1);

  /**
   * @param servers how many there are to be tried
   * @param announce hears before each attempt why it is made, and after which delay
   */
  Attempts(Reconnection reconnection, int servers, BiConsumer<RelayException, Duration> announce) {
    this.reconnection = reconnection;
    this.servers = servers;
    this.announce = announce;
  }

  /** No more from now on. */
  void callOff() {
    calledOff.countDown();
  }

  boolean isCalledOff() {
    return calledOff.getCount() == 0;
  }

  /** Whether to make any after a connection ended so. */
  boolean follow(RelayException reason) {
    return !isCalledOff() && reconnection.follows(reason);
  }

  /**
   * Returns only when they are over.
   *
   * @param attempt throws where it fails
   * @return why none succeeded; empty where one did, or they were called off
   */
  Optional<RelayException> make(RelayException broken, Runnable attempt) {
    long giveUp = System.nanoTime() + reconnection.patience().toNanos();
    RelayException reason = broken;
    for (int count = 0; System.nanoTime() < giveUp; count++) {
      Duration delay = reconnection.delay(count, servers, reason);
      announce.accept(reason, delay);
      if (isCalledOffWithin(delay)) return Optional.empty();
      try {
        attempt.run();
        return Optional.empty();
      } catch (RelayException e) {
        reason = e;
        if (!isWorthAnother(e)) break;
      }
    }
    return Optional.of(reason);
  }

  private boolean isCalledOffWithin(Duration delay) {
    try {
      return calledOff.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Where the relay is there and does not want this client, that won't change. */
  private static boolean isWorthAnother(RelayException failure) {
    boolean fromRelay = failure.code().isPresent() || failure instanceof ConnectionLostException;
    return failure.retryable() || !fromRelay;
  }
}
