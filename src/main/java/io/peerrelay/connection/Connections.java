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

/**
 * The sockets of this node: gives each its {@link Connection}, and sends them all away when the
 * node stops.
 */
public final class Connections extends AbstractBehavior<Connections.Command> {
  public sealed interface Command {}

  /** A socket's stream has started. */
  record Connect(Socket socket) implements Command {}

  record ConnectionEnded() implements Command {}

  /** Closes every socket with 1001; answered when the last one is gone. */
  public record GoAway(ActorRef<Gone> replyTo) implements Command {}

  public record Gone() {}

  private final Relay relay;
  private ActorRef<Gone> goneTo;

  /** How many are still to end, once all were sent away. */
  private int open;

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
        .onMessage(ConnectionEnded.class, command -> onConnectionEnded())
        .build();
  }

  private Behavior<Command> onConnect(Connect command) {
    if (goneTo != null) {
      command.socket().close(CloseReason.GOING_AWAY);
      return this;
    }
    getContext().spawnAnonymous(Connection.create(command.socket(), relay));
    return this;
  }

  private Behavior<Command> onGoAway(GoAway command) {
    goneTo = command.replyTo();
    for (ActorRef<Void> child : getContext().getChildren()) {
      ActorRef<Connection.Command> connection = child.unsafeUpcast();
      open++;
      // Watched only now: as long as it is open, that would cost each of them memory.
      getContext().watchWith(connection, new ConnectionEnded());
      connection.tell(new Connection.Close(CloseReason.GOING_AWAY));
    }
    return tellIfGone();
  }

  private Behavior<Command> onConnectionEnded() {
    open--;
    return tellIfGone();
  }

  private Behavior<Command> tellIfGone() {
    if (goneTo != null && open == 0) goneTo.tell(new Gone());
    return this;
  }
}
