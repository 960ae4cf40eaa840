package io.peerrelay.node;

import io.peerrelay.journal.Journal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Whether clients should be sent to this node: it serves, the cluster counts on it, and the
 * database answers.
 */
final class Readiness {
  /** However often it is asked, the database is not asked more often. */
  private static final long ANSWER_LASTS = Duration.ofSeconds(1).toNanos();

  private final Membership membership;
  private final Supplier<CompletionStage<Boolean>> database;
  private volatile boolean serving;
  private CompletionStage<Boolean> answer;
  private long askedAt;

  Readiness(Membership membership, Journal journal) {
    this.membership = membership;
    this.database = journal::answers;
  }

  /** It listens, and may be sent clients. */
  void begin() {
    serving = true;
  }

  /** It is about to stop. */
  void end() {
    serving = false;
  }

  /** Empty: it is ready. Else why it is not. */
  CompletionStage<Optional<String>> objection() {
    if (!serving) return CompletableFuture.completedFuture(Optional.of("starting or stopping"));
    if (!membership.isUp())
      return CompletableFuture.completedFuture(
          Optional.of("not Up in the cluster but " + membership.status()));
    return databaseAnswers()
        .thenApply(there -> there ? Optional.empty() : Optional.of("the database does not answer"));
  }

  private synchronized CompletionStage<Boolean> databaseAnswers() {
    long now = System.nanoTime();
    if (answer == null || now - askedAt > ANSWER_LASTS) {
      askedAt = now;
      answer = database.get();
    }
    return answer;
  }
}
