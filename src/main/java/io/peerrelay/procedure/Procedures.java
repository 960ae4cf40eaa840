package io.peerrelay.procedure;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ProcedureCall;
import io.peerrelay.protocol.ProcedureName;
import io.peerrelay.protocol.ProcedureRows;
import io.peerrelay.protocol.Username;
import io.peerrelay.settings.PostgresSettings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The stored procedures that clients may call, on threads of their own: one for each connection to
 * the database, and a bounded line before them. Every call is answered in time, whatever the
 * database does; one that is gone is found again by the first call after it is back.
 */
public final class Procedures {
  /** So much later than the database itself would end a call, the relay stops waiting for it. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Set<ProcedureName> named;
  private final Duration timeout;
  private final Database database;
  private final ThreadPoolExecutor threads;

  /** What came of a call. */
  public sealed interface Outcome {
    record Returned(ProcedureRows rows) implements Outcome {}

    record Refused(Problem problem) implements Outcome {}
  }

  /**
   * Ends with the system. The database need not be there yet.
   *
   * @param named no others are called
   */
  public static Procedures start(
      ActorSystem<?> system, PostgresSettings settings, Set<ProcedureName> named) {
    if (settings.uri().isEmpty()) return none();
    Procedures procedures = new Procedures(settings, named);
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "procedures",
            () -> CompletableFuture.supplyAsync(procedures::stop));
    return procedures;
  }

  /** Where there is no database. */
  public static Procedures none() {
    return new Procedures(Set.of(), Duration.ZERO, null, null);
  }

  Procedures(PostgresSettings settings, Set<ProcedureName> named) {
    this(named, settings.timeout(), new Database(settings), threads(settings));
  }

  private Procedures(
      Set<ProcedureName> named, Duration timeout, Database database, ThreadPoolExecutor threads) {
    this.named = Set.copyOf(named);
    this.timeout = timeout;
    this.database = database;
    this.threads = threads;
  }

  private static ThreadPoolExecutor threads(PostgresSettings settings) {
    AtomicInteger number = new AtomicInteger();
    BlockingQueue<Runnable> waiting =
        settings.waiting() == 0
            ? new SynchronousQueue<>()
            : new LinkedBlockingQueue<>(settings.waiting());
    return new ThreadPoolExecutor(
        settings.pool(),
        settings.pool(),
        0,
        TimeUnit.SECONDS,
        waiting,
        task -> {
          Thread thread = new Thread(task, "procedure-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Never fails.
   *
   * @param by who asks; null where nobody has logged in
   */
  public CompletionStage<Outcome> call(ProcedureCall call, Username by) {
    if (database == null)
      return refused(
          ErrorCode.UNAVAILABLE.because("This relay has no database of stored procedures."));
    if (!named.contains(call.procedure()))
      return refused(ErrorCode.PROCEDURE_FAILED.because("No method leads to this procedure."));
    Deadline deadline = Deadline.in(timeout);
    try {
      return CompletableFuture.supplyAsync(() -> database.call(call, by, deadline), threads)
          .orTimeout(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(overdue -> new Outcome.Refused(Failure.unanswered()));
    } catch (RejectedExecutionException e) {
      return refused(ErrorCode.BUSY.because("Too many calls of stored procedures are waiting."));
    }
  }

  private static CompletionStage<Outcome> refused(Problem problem) {
    return CompletableFuture.completedStage(new Outcome.Refused(problem));
  }

  Done stop() {
    threads.shutdownNow();
    database.close();
    return Done.done();
  }
}
