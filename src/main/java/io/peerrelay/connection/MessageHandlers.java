package io.peerrelay.connection;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Which message is whose: one table for all actors of a class. Akka's own builder makes objects of
 * each line for each actor, and there are as many connections as users.
 */
final class MessageHandlers<A, T> {
  private final Map<Class<?>, BiFunction<A, T, Behavior<T>>> handlers = new HashMap<>();

  /**
   * @param type of the message itself, no interface
   */
  <M extends T> MessageHandlers<A, T> onMessage(
      Class<M> type, BiFunction<A, M, Behavior<T>> handler) {
    handlers.put(type, (actor, message) -> handler.apply(actor, type.cast(message)));
    return this;
  }

  /**
   * @param onStopped is run when the actor has stopped
   */
  Receive<T> of(A actor, Consumer<A> onStopped) {
    return new Receive<>() {
      @Override
      public Behavior<T> receiveMessage(T message) {
        BiFunction<A, T, Behavior<T>> handler = handlers.get(message.getClass());
        return handler == null ? Behaviors.unhandled() : handler.apply(actor, message);
      }

      @Override
      public Behavior<T> receiveSignal(Signal signal) {
        if (!(signal instanceof PostStop)) return Behaviors.unhandled();
        onStopped.accept(actor);
        return Behaviors.same();
      }
    };
  }
}
