package io.peerrelay.connection;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.stream.javadsl.Flow;
import io.peerrelay.settings.SocketSettings;
import io.peerrelay.websocket.Message;
import java.util.HashSet;
import java.util.Set;

/**
 * The sockets of this node: gives each its {@link Connection}, and sends them all away when the
 * node stops.
 */
public final class Connections extends AbstractBehavior<Connections.Command> {
  public sealed interface Command {}

  /** A socket's stream has started. */
  record Connect(Socket socket) implements Command {}

  record ConnectionEnded(ActorRef<Connection.Command> connection) implements Command {}

  /** Closes every socket with 1001; answered when the last one is gone. */
  public record GoAway(ActorRef<Gone> replyTo) implements Command {}

  public record Gone() {}

  private final Relay relay;
  private final Set<ActorRef<Connection.Command>> open = new HashSet<>();
  private ActorRef<Gone> goneTo;

  public static Behavior<Command> create(Relay relay) {
    return Behaviors.setup(context -> new Connections(context, relay));
  }

  /**
   * What a socket's messages flow through.
   *
   * @param origin what the client called the relay, such as http://relay.example:8080
   */
  public static Flow<Message, Message, NotUsed> flow(
      ActorRef<Command> connections, SocketSettings settings, String origin) {
    return Flow.fromGraph(new SocketStage(connections, settings.outbox(), origin));
  }

  private Connections(ActorContext<Command> context, Relay relay) {
    super(context);
    this.relay = relay;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Connect.class, this::onConnect)
        .onMessage(GoAway.class, this::onGoAway)
        .onMessage(ConnectionEnded.class, this::onConnectionEnded)
        .build();
  }

  private Behavior<Command> onConnect(Connect command) {
    if (goneTo != null) {
      command.socket().close(CloseReason.GOING_AWAY);
      return this;
    }
    ActorRef<Connection.Command> connection =
        getContext().spawnAnonymous(Connection.create(command.socket(), relay));
    getContext().watchWith(connection, new ConnectionEnded(connection));
    open.add(connection);
    return this;
  }

  private Behavior<Command> onGoAway(GoAway command) {
    goneTo = command.replyTo();
    open.forEach(connection -> connection.tell(new Connection.Close(CloseReason.GOING_AWAY)));
    return tellIfGone();
  }

  private Behavior<Command> onConnectionEnded(ConnectionEnded command) {
    open.remove(command.connection());
    return tellIfGone();
  }

  private Behavior<Command> tellIfGone() {
    if (goneTo != null && open.isEmpty()) goneTo.tell(new Gone());
    return this;
  }
}
