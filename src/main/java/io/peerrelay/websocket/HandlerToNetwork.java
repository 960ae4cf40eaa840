package io.peerrelay.websocket;

import akka.stream.stage.AbstractInOutHandler;

/** The ports of what goes. */
final class HandlerToNetwork extends AbstractInOutHandler {
  private final WebSocketLogic logic;

  HandlerToNetwork(WebSocketLogic logic) {
    this.logic = logic;
  }

  @Override
  public void onPush() {
    logic.flush();
  }

  @Override
  public void onUpstreamFinish() {
    logic.onHandlerDone();
  }

  @Override
  public void onUpstreamFailure(Throwable cause) {
    logic.onHandlerFailed(cause);
  }

  @Override
  public void onPull() {
    logic.flush();
  }

  @Override
  public void onDownstreamFinish(Throwable cause) {
    logic.onDisconnected();
  }
}
