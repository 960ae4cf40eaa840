package io.peerrelay.node;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.CoordinatedShutdown.Reason;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.http.javadsl.ServerBinding;
import io.peerrelay.connection.Connections;
import io.peerrelay.settings.ClusterSettings;
import io.peerrelay.web.Web;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * How a node goes, whatever the reason: SIGTERM, {@code POST /drain}, or that the others have given
 * it up.
 *
 * <pre>
 *  before-service-unbind       it is not ready any more
 *  service-unbind              no new connection; a request on one that stands is sent elsewhere
 *  service-requests-done       1001 to the clients, in batches; requests that run end
 *  cluster-sharding-shutdown   entities stop, and are there on other nodes (Akka)
 *  cluster-leave … -shutdown   it leaves the cluster (Akka)
 *  before-actor-system-…       mails, the journal
 * </pre>
 *
 * A node that was given up has no time: others have, or are about to have, its entities.
 */
final class Departure {
  /** So long a client that was told 1001 has to answer it. */
  private static final Duration GOODBYE = Duration.ofSeconds(8);

  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  /** The phase ends by itself; this only bounds it. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private static final Set<Reason> ON_PURPOSE =
      Set.of(
          CoordinatedShutdown.unknownReason(),
          CoordinatedShutdown.jvmExitReason(),
          CoordinatedShutdown.clusterLeavingReason());

  /** Somebody has said so, over HTTP. */
  static final class Drained implements Reason {}

  private final ActorSystem<?> system;
  private final CoordinatedShutdown shutdown;
  private final Membership membership;
  private final Duration drainTime;

  Departure(ActorSystem<?> system, Membership membership, ClusterSettings settings) {
    this.system = system;
    this.shutdown = CoordinatedShutdown.get(system);
    this.membership = membership;
    this.drainTime = settings.drainTime();
  }

  /** How long sending the clients away may take. */
  static Duration longestGoodbye(ClusterSettings settings) {
    return settings.drainTime().plus(GOODBYE).plus(MARGIN);
  }

  /** Goes; completes when the node has. */
  CompletionStage<Done> begin(Reason reason) {
    return shutdown.runAll(reason);
  }

  /** Why the node went though nobody had told it to; empty: somebody had, or it is still there. */
  Optional<String> mishap() {
    if (wasGivenUp())
      return Optional.of(
          "The other nodes could not reach this one and go on without it, so it has stopped. Start it again.");
    return shutdown
        .getShutdownReason()
        .filter(reason -> !ON_PURPOSE.contains(reason) && !(reason instanceof Drained))
        .map(reason -> "This node has stopped by itself: " + reason + ". Start it again.");
  }

  private boolean wasGivenUp() {
    return shutdown
        .getShutdownReason()
        .filter(reason -> reason.equals(CoordinatedShutdown.clusterDowningReason()))
        .isPresent();
  }

  void firstOf(Runnable action) {
    add(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "readiness", () -> done(action));
  }

  void lastOf(Runnable action) {
    add(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "journal", () -> done(action));
  }

  void close(Web web) {
    add(CoordinatedShutdown.PhaseServiceUnbind(), "web", () -> done(web::leave));
  }

  /** What listens. */
  void close(ServerBinding binding) {
    add(CoordinatedShutdown.PhaseServiceUnbind(), "listening", binding::unbind);
    add(
        CoordinatedShutdown.PhaseServiceRequestsDone(),
        "requests",
        () -> binding.terminate(goodbye()).thenApply(ended -> Done.done()));
  }

  void close(ActorRef<Connections.Command> connections) {
    add(
        CoordinatedShutdown.PhaseServiceRequestsDone(),
        "sockets",
        () ->
            AskPattern.<Connections.Command, Connections.Gone>ask(
                    connections,
                    to -> new Connections.GoAway(spread(), to),
                    goodbye(),
                    system.scheduler())
                .thenApply(gone -> Done.done()));
  }

  /** Over which clients are told. */
  private Duration spread() {
    return wasGivenUp() || membership.isAlone() ? Duration.ZERO : drainTime;
  }

  private Duration goodbye() {
    return wasGivenUp() ? LAST_WORD : spread().plus(GOODBYE);
  }

  private void add(String phase, String task, Supplier<CompletionStage<Done>> action) {
    shutdown.addTask(phase, task, action);
  }

  private static CompletionStage<Done> done(Runnable action) {
    action.run();
    return CompletableFuture.completedFuture(Done.done());
  }
}
