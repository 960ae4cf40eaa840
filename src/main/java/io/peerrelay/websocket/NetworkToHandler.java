package io.peerrelay.websocket;

import akka.stream.stage.AbstractInOutHandler;

/** The ports of what comes. One object for both: there are as many as sockets. */
final class NetworkToHandler extends AbstractInOutHandler {
  private final WebSocketLogic logic;

  NetworkToHandler(WebSocketLogic logic) {
    this.logic = logic;
  }

  @Override
  public void onPush() {
    logic.onBytes();
  }

  @Override
  public void onUpstreamFinish() {
    logic.onDisconnected();
  }

  @Override
  public void onUpstreamFailure(Throwable cause) {
    logic.onDisconnected();
  }

  @Override
  public void onPull() {
    logic.deliver();
  }

  @Override
  public void onDownstreamFinish(Throwable cause) {
    // One that doesn't want to hear may still talk: what comes is then dropped.
    logic.deliver();
  }
}
