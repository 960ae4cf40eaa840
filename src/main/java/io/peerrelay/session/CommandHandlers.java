package io.peerrelay.session;

import akka.persistence.typed.javadsl.Effect;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Which command is whose: one table for all sessions. Akka's own builder makes six objects of each
 * line for each session; there are as many as users, and a quarter of each was that.
 */
final class CommandHandlers {
  private final Map<Class<?>, Handler<UserSession, SessionCommand>> handlers = new HashMap<>();

  interface Handler<H, C> {
    Effect<SessionEvent, SessionState> handle(H whose, SessionState state, C command);
  }

  /**
   * Those of one part of a session.
   *
   * @param whose finds it
   */
  record Part<H>(CommandHandlers all, Function<UserSession, H> whose) {
    /**
     * @param type no interface
     */
    <C extends SessionCommand> Part<H> onCommand(Class<C> type, Handler<H, C> handler) {
      all.handlers.put(
          type,
          (session, state, command) ->
              handler.handle(whose.apply(session), state, type.cast(command)));
      return this;
    }
  }

  <H> Part<H> of(Function<UserSession, H> whose) {
    return new Part<>(this, whose);
  }

  Effect<SessionEvent, SessionState> handle(
      UserSession session, SessionState state, SessionCommand command) {
    Handler<UserSession, SessionCommand> handler = handlers.get(command.getClass());
    if (handler == null)
      throw new IllegalArgumentException("command: " + command + " (expected: a known one)");
    return handler.handle(session, state, command);
  }
}
