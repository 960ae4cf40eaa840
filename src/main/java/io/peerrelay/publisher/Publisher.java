package io.peerrelay.publisher;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Scheduler;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.SingletonActor;
import akka.japi.function.Function;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.settings.PublisherSettings;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Hands a message queue on to channels. One node of the cluster consumes it; where that leaves,
 * another goes on. Stages complete with a reply within the time limit, never exceptionally.
 *
 * <pre>
 *                    Consumption (one in the cluster): is the queue to be consumed?
 *                         |
 *  RabbitMQ --Queue--> Consumer --lane a channel--> Conversation: stored
 *      ^   ^              | |                            |
 *      |   +-dead letter--+ +--------acknowledge <-------+
 *      +-----------------------------------+
 * </pre>
 */
public final class Publisher {
  /** By whom all messages of the queue are. Nobody can register, or log in, by this name. */
  public static final Username RELAY = new Username(ServerMessage.Cancelled.RELAY);

  private final ActorRef<Consumption.Command> consumption;
  private final Duration timeout;
  private final Scheduler scheduler;

  /** What came of a request. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Consuming.class, name = "consuming"),
    @JsonSubTypes.Type(value = Published.class, name = "published"),
    @JsonSubTypes.Type(value = Refused.class, name = "refused"),
  })
  public sealed interface Reply extends CborSerializable {}

  /**
   * The queue is consumed.
   *
   * @param isNew whether it was not before
   */
  public record Consuming(String queue, boolean isNew) implements Reply {}

  /** RabbitMQ has the message. */
  public record Published(String messageId) implements Reply {}

  public record Refused(Problem problem) implements Reply {}

  /**
   * On every node, once for each system, after the conversations.
   *
   * @param timeout how long a request may take
   */
  public static Publisher start(
      ActorSystem<?> system, PublisherSettings settings, Duration timeout) {
    ActorRef<Consumption.Command> consumption =
        ClusterSingleton.get(system)
            .init(
                SingletonActor.of(Consumption.create(settings, timeout), "publisher")
                    .withStopMessage(new Consumption.Stop()));
    return new Publisher(consumption, timeout, system.scheduler());
  }

  private Publisher(
      ActorRef<Consumption.Command> consumption, Duration timeout, Scheduler scheduler) {
    this.consumption = consumption;
    this.timeout = timeout;
    this.scheduler = scheduler;
  }

  /** {@link Consuming}, or refused: unavailable, and then it is tried again by itself. */
  public CompletionStage<Reply> begin() {
    return ask(Consumption.Begin::new);
  }

  /** A message of made-up data goes into the queue: {@link Published}, or refused: unavailable. */
  public CompletionStage<Reply> publishSample() {
    return ask(Consumption.PublishSample::new);
  }

  private CompletionStage<Reply> ask(Function<ActorRef<Reply>, Consumption.Command> command) {
    return AskPattern.ask(consumption, command, timeout, scheduler)
        .exceptionally(
            failure ->
                new Refused(
                    ErrorCode.UNAVAILABLE.because(
                        "The node that consumes the queue did not answer in time.")));
  }
}
