package io.peerrelay.websocket;

import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import java.util.function.Consumer;

/** The handlers of a stage's ports, made of the stage's own methods. */
final class Port {
  private Port() {}

  static AbstractInHandler in(Runnable onPush, Runnable onFinish, Consumer<Throwable> onFailure) {
    return new AbstractInHandler() {
      @Override
      public void onPush() {
        onPush.run();
      }

      @Override
      public void onUpstreamFinish() {
        onFinish.run();
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        onFailure.accept(cause);
      }
    };
  }

  static AbstractOutHandler out(Runnable onPull, Runnable onFinish) {
    return new AbstractOutHandler() {
      @Override
      public void onPull() {
        onPull.run();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        onFinish.run();
      }
    };
  }
}
