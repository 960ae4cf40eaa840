package io.peerrelay.connection;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.stream.javadsl.Flow;
import io.peerrelay.protocol.dialect.Reception;
import io.peerrelay.settings.SocketSettings;
import io.peerrelay.websocket.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The sockets of this node: gives each its {@link Connection}, and sends them all away when the
 * node stops.
 */
public final class Connections extends AbstractBehavior<Connections.Command> {
  public sealed interface Command {}

  /** A socket's stream has started. */
  record Connect(Socket socket) implements Command {}

  record ConnectionEnded() implements Command {}

  /** Asks how many there are. */
  public record Count(ActorRef<Counts> replyTo) implements Command {}

  /**
   * @param users who are logged in on one or more of them
   */
  public record Counts(int connections, int users) {}

  /**
   * Closes every socket with 1001, spread evenly at random over this time; answered when the last
   * one is gone.
   */
  public record GoAway(Duration over, ActorRef<Gone> replyTo) implements Command {}

  public record Gone() {}

  private record SendSomeAway() implements Command {}

  private static final Duration BATCH_INTERVAL = Duration.ofMillis(100);

  private final Relay relay;
  private final TimerScheduler<Command> timers;
  private ActorRef<Gone> goneTo;

  /** Those that were not sent away yet, once that has begun. */
  private final ArrayDeque<ActorRef<Connection.Command>> standing = new ArrayDeque<>();

  private int batch;

  /** How many are still to end, once it has begun. */
  private int open;

  public static Behavior<Command> create(Relay relay) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Connections(context, timers, relay)));
  }

  /**
   * What a socket's messages flow through.
   *
   * @param reception finds out what the client speaks
   * @param origin what the client called the relay, such as http://relay.example:8080
   */
  public static Flow<Message, Message, NotUsed> flow(
      ActorRef<Command> connections, SocketSettings settings, Reception reception, String origin) {
    return Flow.fromGraph(new SocketStage(connections, settings, reception, origin));
  }

  private Connections(ActorContext<Command> context, TimerScheduler<Command> timers, Relay relay) {
    super(context);
    this.timers = timers;
    this.relay = relay;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Connect.class, this::onConnect)
        .onMessage(Count.class, this::onCount)
        .onMessage(GoAway.class, this::onGoAway)
        .onMessage(SendSomeAway.class, command -> onSendSomeAway())
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

  private Behavior<Command> onCount(Count command) {
    int connections = getContext().getChildren().size();
    command.replyTo().tell(new Counts(connections, relay.rates().users()));
    return this;
  }

  private Behavior<Command> onGoAway(GoAway command) {
    goneTo = command.replyTo();
    List<ActorRef<Connection.Command>> connections = new ArrayList<>();
    for (ActorRef<Void> child : getContext().getChildren()) connections.add(child.unsafeUpcast());
    // Watched only now: as long as it is open, that would cost each of them memory.
    for (ActorRef<Connection.Command> connection : connections)
      getContext().watchWith(connection, new ConnectionEnded());
    Collections.shuffle(connections, ThreadLocalRandom.current());
    standing.addAll(connections);
    open = connections.size();
    long batches = 1 + command.over().toMillis() / BATCH_INTERVAL.toMillis();
    batch = (int) ((open + batches - 1) / batches);
    timers.startTimerWithFixedDelay(new SendSomeAway(), Duration.ZERO, BATCH_INTERVAL);
    return tellIfGone();
  }

  private Behavior<Command> onSendSomeAway() {
    for (int i = 0; i < batch && !standing.isEmpty(); i++)
      standing.remove().tell(new Connection.Close(CloseReason.GOING_AWAY));
    if (standing.isEmpty()) timers.cancel(new SendSomeAway());
    return this;
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
