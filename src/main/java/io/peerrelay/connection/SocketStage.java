package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import io.peerrelay.protocol.dialect.Reception;
import io.peerrelay.settings.SocketSettings;
import io.peerrelay.websocket.Message;

/**
 * Moves the messages and bytes of one socket.
 *
 * <pre>
 *             text  --+--> RelayDialect -----------+--> Connection (at most {@value #REQUESTS} requests not yet dealt with)
 *  frames in <        +--> Translation, requests --+
 *             bytes -----> IncomingStreams --> BytePath.put
 *
 *              Connection ----------------> messages --+
 *  frames out <    +-----> Translation ---> frames ----+--> messages first, then the streams in turn
 *              BytePath.poll --------------------------+
 * </pre>
 *
 * It never holds back bytes, because their sender has credit for them; it holds back everything
 * when the connection does not keep up with the requests.
 *
 * <p>Only an older client has a {@link Translation}, from its first JSON text on. It may answer by
 * itself, hold the client back, and have the socket start anew: then another connection takes the
 * place of the one that was. Until its first text a client costs no more than one of relay.v1.
 */
final class SocketStage extends GraphStage<FlowShape<Message, Message>> {
  static final int REQUESTS = 32;

  final Inlet<Message> in = Inlet.create("socket.in");
  final Outlet<Message> out = Outlet.create("socket.out");
  private final FlowShape<Message, Message> shape = FlowShape.of(in, out);
  final ActorRef<Connections.Command> connections;
  final SocketSettings settings;
  final Reception reception;
  final String origin;

  /**
   * @param connections is told of the socket when its stream starts
   * @param reception finds out what the client speaks
   * @param origin what the client called the relay
   */
  SocketStage(
      ActorRef<Connections.Command> connections,
      SocketSettings settings,
      Reception reception,
      String origin) {
    this.connections = connections;
    this.settings = settings;
    this.reception = reception;
    this.origin = origin;
  }

  @Override
  public FlowShape<Message, Message> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new SocketLogic(this);
  }
}
