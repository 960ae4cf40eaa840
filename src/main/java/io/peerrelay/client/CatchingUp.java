package io.peerrelay.client;

import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ServerMessage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks the relay, on each connection, for the messages that were missed, until it has them. */
final class CatchingUp {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Line line;
  private final IncomingMessages incoming;

  CatchingUp(Line line, IncomingMessages incoming) {
    this.line = line;
    this.incoming = incoming;
  }

  /**
   * To be sent right behind the login.
   *
   * <p>Locked until the answer is attended to: what comes behind a refusal has to be held, and the
   * thread that reads waits for the same lock.
   */
  void sync(RelayConnection connection) {
    synchronized (incoming) {
      if (!incoming.isListening()) return;
      connection
          .request(
              new ConversationRequest.Sync(incoming.latestCursors()), ServerMessage.Synced.class)
          .whenComplete((synced, failure) -> onAnswer(connection, failure));
    }
  }

  private void onAnswer(RelayConnection connection, Throwable failure) {
    if (failure == null) {
      incoming.release();
      incoming.tell(ChatListener::onCaughtUp);
      return;
    }
    incoming.hold();
    if (failure instanceof ConnectionLostException) return; // The next connection begins anew.
    if (!isRefusal(failure)) line.after(PAUSE, () -> syncAgain(connection));
    else if (!isBeforeLogin((RelayException) failure)) dropBadCursors(connection);
  }

  private void syncAgain(RelayConnection connection) {
    if (connection == line.connection()) sync(connection);
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof RelayException e && e.code().isPresent() && !e.retryable();
  }

  /** The login that went before has failed. */
  private static boolean isBeforeLogin(RelayException refusal) {
    return refusal.code().equals(Optional.of(ErrorCode.NOT_LOGGED_IN));
  }

  /** One bad cursor spoils all, as that of a channel which the user was removed from meanwhile. */
  private void dropBadCursors(RelayConnection connection) {
    AtomicBoolean dropped = new AtomicBoolean();
    CompletableFuture<?>[] looks =
        incoming.latestCursors().entrySet().stream()
            .map(cursor -> look(connection, cursor, dropped))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(looks)
        .thenRun(
            () -> {
              if (dropped.get()) line.after(Duration.ZERO, () -> syncAgain(connection));
              else incoming.release(); // This relay never will.
            });
  }

  private CompletableFuture<?> look(
      RelayConnection connection, Map.Entry<ConversationId, Long> cursor, AtomicBoolean dropped) {
    return connection
        .request(
            new ConversationRequest.History(cursor.getKey(), cursor.getValue(), null, 1),
            ConversationMessage.History.class)
        .handle(
            (page, failure) -> {
              if (isRefusal(failure)) {
                incoming.forget(cursor.getKey());
                dropped.set(true);
              }
              return null;
            });
  }
}
