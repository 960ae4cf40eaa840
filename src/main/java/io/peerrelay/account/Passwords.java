package io.peerrelay.account;

import io.peerrelay.protocol.Secret;
import io.peerrelay.settings.AccountSettings.Argon2Settings;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Computes password hashes on threads of its own: so many at once, so many waiting, and no more. A
 * stage that was not even begun fails with {@link RejectedExecutionException}.
 */
final class Passwords {
  private final Argon2Settings cost;
  private final PasswordHash decoy;
  private final ThreadPoolExecutor threads;

  /**
   * @param right whether the secret is the one that was hashed
   * @param renewed the hash at today's cost, where the secret is right and the old hash was
   *     cheaper; else null
   */
  record Check(boolean right, PasswordHash renewed) {}

  Passwords(Argon2Settings cost) {
    this.cost = cost;
    this.decoy = PasswordHash.decoy(cost);
    AtomicInteger number = new AtomicInteger();
    BlockingQueue<Runnable> waiting =
        cost.waiting() == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(cost.waiting());
    this.threads =
        new ThreadPoolExecutor(
            cost.atOnce(),
            cost.atOnce(),
            0,
            TimeUnit.SECONDS,
            waiting,
            task -> {
              Thread thread = new Thread(task, "argon2-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  CompletionStage<PasswordHash> hash(Secret secret) {
    return submit(() -> PasswordHash.of(secret, cost));
  }

  CompletionStage<Check> check(Secret secret, PasswordHash expected) {
    return submit(
        () -> {
          boolean right = expected.matches(secret);
          boolean renew = right && expected.weakerThan(cost);
          return new Check(right, renew ? PasswordHash.of(secret, cost) : null);
        });
  }

  /** Stands in where there is no hash, so that an unknown user costs as long as a known one. */
  PasswordHash decoy() {
    return decoy;
  }

  void stop() {
    threads.shutdownNow();
  }

  private <T> CompletionStage<T> submit(Supplier<T> computation) {
    try {
      return CompletableFuture.supplyAsync(computation, threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
