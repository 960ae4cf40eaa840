package io.peerrelay.node;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The relay can't start; the message says what could not be had and why, for the person who started
 * it.
 */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StartFailure(String message, Throwable cause) {
    super(message, cause);
  }

  static StartFailure of(String part, Throwable cause) {
    if (cause instanceof StartFailure failure) return failure;
    return new StartFailure("Could not start " + part + ": " + deepest(cause), cause);
  }

  /** Waits for a part to start. */
  static <T> T await(String part, CompletionStage<T> started, Duration deadline) {
    try {
      return started.toCompletableFuture().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw of(part, e);
    } catch (TimeoutException e) {
      throw new StartFailure(
          "Could not start " + part + " within " + deadline.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted while starting " + part, e);
    }
  }

  private static String deepest(Throwable cause) {
    Throwable deepest = cause;
    while (deepest.getCause() != null) deepest = deepest.getCause();
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }
}
