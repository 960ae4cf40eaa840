package io.peerrelay.session;

import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Which command is whose. Akka's own builder makes six objects of each line; there are as many
 * sessions as users, and a quarter of each was that.
 */
final class CommandHandlers {
  private final List<Class<?>> types = new ArrayList<>();
  private final List<BiFunction<SessionState, ?, Effect<SessionEvent, SessionState>>> handlers =
      new ArrayList<>();

  /**
   * @param type no interface
   */
  <C extends SessionCommand> CommandHandlers onCommand(
      Class<C> type, BiFunction<SessionState, C, Effect<SessionEvent, SessionState>> handler) {
    types.add(type);
    handlers.add(handler);
    return this;
  }

  CommandHandler<SessionCommand, SessionEvent, SessionState> build() {
    Class<?>[] keys = types.toArray(Class<?>[]::new);
    BiFunction<?, ?, ?>[] values = handlers.toArray(BiFunction<?, ?, ?>[]::new);
    return (state, command) -> handle(keys, values, state, command);
  }

  @SuppressWarnings("unchecked") // As onCommand has put them in.
  private static Effect<SessionEvent, SessionState> handle(
      Class<?>[] keys, BiFunction<?, ?, ?>[] values, SessionState state, SessionCommand command) {
    for (int i = 0; i < keys.length; i++)
      if (keys[i] == command.getClass())
        return ((BiFunction<SessionState, SessionCommand, Effect<SessionEvent, SessionState>>)
                values[i])
            .apply(state, command);
    throw new IllegalArgumentException("command: " + command + " (expected: one that is handled)");
  }
}
