package io.peerrelay.websocket;

import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;

/**
 * The server's side of the protocol, between the network and a handler:
 *
 * <pre>
 *              +--------------------------------+
 *  fromNetwork |  FrameDecoder                  | toHandler
 *  -- bytes -> |      | pings, close            | -- messages ->
 *              |      v                          |
 *  toNetwork   |  control frames   FrameEncoder | fromHandler
 *  <- bytes -- |  go first                      | <- messages --
 *              +--------------------------------+
 * </pre>
 *
 * The bytes that come in must be the stage's own, as those of one read from a socket are: they are
 * unmasked in place.
 */
final class WebSocketStage extends GraphStage<BidiShape<ByteString, Message, Message, ByteString>> {
  final Inlet<ByteString> fromNetwork = Inlet.create("WebSocket.fromNetwork");
  final Outlet<Message> toHandler = Outlet.create("WebSocket.toHandler");
  final Inlet<Message> fromHandler = Inlet.create("WebSocket.fromHandler");
  final Outlet<ByteString> toNetwork = Outlet.create("WebSocket.toNetwork");
  final Limits limits;
  final Heartbeat heartbeat;

  WebSocketStage(Limits limits, Heartbeat heartbeat) {
    this.limits = limits;
    this.heartbeat = heartbeat;
  }

  @Override
  public BidiShape<ByteString, Message, Message, ByteString> shape() {
    return BidiShape.of(fromNetwork, toHandler, fromHandler, toNetwork);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new WebSocketLogic(this);
  }
}
