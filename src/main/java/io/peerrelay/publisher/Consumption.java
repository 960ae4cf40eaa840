package io.peerrelay.publisher;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.settings.PublisherSettings;
import java.time.Duration;

/**
 * Whether the queue is to be consumed, kept over restarts and hand-overs: the one place in the
 * cluster that has a {@link Consumer}.
 */
final class Consumption
    extends EventSourcedBehavior<Consumption.Command, Consumption.Event, Consumption.State> {
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = PublishSample.class, name = "publishSample"),
    @JsonSubTypes.Type(value = Stop.class, name = "stop"),
  })
  sealed interface Command extends CborSerializable {}

  record Begin(ActorRef<Publisher.Reply> replyTo) implements Command {}

  record PublishSample(ActorRef<Publisher.Reply> replyTo) implements Command {}

  /** Another node takes over. */
  record Stop() implements Command {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes(@JsonSubTypes.Type(value = Requested.class, name = "requested"))
  sealed interface Event extends CborSerializable {}

  /** Somebody has asked for it: from now on it is consumed. */
  record Requested() implements Event {}

  enum State {
    IDLE,
    REQUESTED
  }

  private static final Duration RESTART = Duration.ofSeconds(1);
  private static final Duration LONGEST_RESTART = Duration.ofSeconds(30);

  private final ActorContext<Command> context;
  private final PublisherSettings settings;
  private final Duration timeout;

  /** Null while the queue is not consumed. */
  private ActorRef<ConsumerCommand> consumer;

  static Behavior<Command> create(PublisherSettings settings, Duration timeout) {
    return Behaviors.setup(context -> new Consumption(context, settings, timeout));
  }

  private Consumption(ActorContext<Command> context, PublisherSettings settings, Duration timeout) {
    super(
        PersistenceId.of("Publisher", settings.queue().name()),
        SupervisorStrategy.restartWithBackoff(RESTART, LONGEST_RESTART, 0.2));
    this.context = context;
    this.settings = settings;
    this.timeout = timeout;
  }

  @Override
  public State emptyState() {
    return State.IDLE;
  }

  @Override
  public CommandHandler<Command, Event, State> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Begin.class, this::onBegin)
        .onCommand(PublishSample.class, this::onPublishSample)
        .onCommand(Stop.class, command -> Effect().stop())
        .build();
  }

  @Override
  public EventHandler<State, Event> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onEvent(Requested.class, (state, event) -> State.REQUESTED)
        .build();
  }

  @Override
  public SignalHandler<State> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .build();
  }

  private void onRecovered(State state) {
    context.spawn(
        Behaviors.supervise(OpenChannels.create(settings.channels(), timeout))
            .onFailure(restarting()),
        "open-channels");
    if (state == State.REQUESTED || settings.start() == PublisherSettings.Start.ALWAYS) consume();
  }

  private Effect<Event, State> onBegin(State state, Begin command) {
    if (consumer != null) {
      consumer.tell(new ConsumerCommand.Report(false, command.replyTo()));
      return Effect().none();
    }
    return Effect()
        .persist(new Requested())
        .thenRun(
            () -> {
              consume();
              consumer.tell(new ConsumerCommand.Report(true, command.replyTo()));
            });
  }

  private Effect<Event, State> onPublishSample(State state, PublishSample command) {
    if (consumer != null) consumer.tell(new ConsumerCommand.PublishSample(command.replyTo()));
    else
      command
          .replyTo()
          .tell(
              new Publisher.Refused(
                  ErrorCode.UNAVAILABLE.because(
                      "The queue is not consumed (expected: GET /v1/create-rabbit-ch before)")));
    return Effect().none();
  }

  /** It waits for RabbitMQ here and there: on threads that are there for that. */
  private void consume() {
    consumer =
        context.spawn(
            Behaviors.supervise(Consumer.create(settings, timeout)).onFailure(restarting()),
            "consumer",
            DispatcherSelector.blocking());
  }

  private static SupervisorStrategy restarting() {
    return SupervisorStrategy.restartWithBackoff(RESTART, LONGEST_RESTART, 0.2);
  }
}
