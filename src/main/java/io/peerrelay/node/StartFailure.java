package io.peerrelay.node;

import io.peerrelay.journal.JournalException;
import java.net.BindException;
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

  /**
   * @param setting which one to change where the failure is that something is taken
   */
  static StartFailure of(String part, String setting, Throwable cause) {
    if (cause instanceof StartFailure failure) return failure;
    if (cause instanceof JournalException journal)
      return new StartFailure(journal.getMessage(), journal);
    Throwable deepest = deepest(cause);
    if (deepest instanceof BindException)
      return new StartFailure(
          "Could not start %s: another process has the address (%s). End it, or change %s."
              .formatted(part, deepest.getMessage(), setting),
          cause);
    String why = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    return new StartFailure("Could not start " + part + ": " + why, cause);
  }

  /** Waits for a part to start. */
  static <T> T await(String part, String setting, CompletionStage<T> started, Duration deadline) {
    return await(part, setting, started, deadline, "");
  }

  /**
   * @param advice what is wrong if it takes longer, and what to do; empty if nobody knows
   */
  static <T> T await(
      String part, String setting, CompletionStage<T> started, Duration deadline, String advice) {
    try {
      return started.toCompletableFuture().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw of(part, setting, e);
    } catch (TimeoutException e) {
      throw new StartFailure(
          "Could not start %s within %d s%s"
              .formatted(part, deadline.toSeconds(), advice.isEmpty() ? "" : ": " + advice + "."),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted while starting " + part, e);
    }
  }

  private static Throwable deepest(Throwable cause) {
    Throwable deepest = cause;
    while (deepest.getCause() != null) deepest = deepest.getCause();
    return deepest;
  }
}
