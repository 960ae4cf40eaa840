package io.peerrelay.publisher;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import com.rabbitmq.client.AlreadyClosedException;
import io.peerrelay.conversation.Conversation;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.settings.PublisherSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes the queue: posts what comes to its channels, and acknowledges it when it is stored. What
 * no channel can take becomes a dead letter. While RabbitMQ is gone it tries to come back; what was
 * not acknowledged is handed over again then, and a message that was stored already is known by its
 * {@code message-id}.
 *
 * <pre>
 *  delivery --fit----> lane --batch--> Conversation --stored------> acknowledge
 *     |                  ^                  |------ not now ------> the lane stands a while
 *     |                  +------------------+
 *     +--------unfit----------------------------- never ----------> dead letter --confirmed--> acknowledge
 * </pre>
 *
 * It waits for the network now and then, so it needs a thread for that.
 */
final class Consumer extends AbstractBehavior<ConsumerCommand> {
  private static final Logger LOG = LoggerFactory.getLogger(Consumer.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration CARE = Duration.ofSeconds(10);

  private final PublisherSettings settings;
  private final Duration timeout;
  private final Intake intake;
  private final Lanes lanes = new Lanes();
  private final Confirmations confirmations = new Confirmations();

  /** Who waits to hear whether RabbitMQ is there. */
  private final List<ConsumerCommand.Report> reports = new ArrayList<>();

  /** Null while RabbitMQ is gone. */
  private Line line;

  private long lines;
  private final Backoff backoff = new Backoff(LONGEST_PAUSE);

  /** Why there is no line; null where there is one, and before anything was tried. */
  private String complaint;

  static Behavior<ConsumerCommand> create(PublisherSettings settings, Duration timeout) {
    return Behaviors.setup(context -> new Consumer(context, settings, timeout));
  }

  private Consumer(
      ActorContext<ConsumerCommand> context, PublisherSettings settings, Duration timeout) {
    super(context);
    this.settings = settings;
    this.timeout = timeout;
    this.intake = new Intake(Target.of(settings), settings.queue().largestMessage());
    context.getSelf().tell(new ConsumerCommand.Connect());
  }

  @Override
  public Receive<ConsumerCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(ConsumerCommand.Connect.class, command -> connect())
        .onMessage(ConsumerCommand.Report.class, this::onReport)
        .onMessage(ConsumerCommand.PublishSample.class, this::onPublishSample)
        .onMessage(ConsumerCommand.Delivered.class, this::onDelivered)
        .onMessage(ConsumerCommand.Posted.class, this::onPosted)
        .onMessage(ConsumerCommand.Resume.class, this::onResume)
        .onMessage(ConsumerCommand.Confirmed.class, this::onConfirmed)
        .onMessage(ConsumerCommand.Returned.class, this::onReturned)
        .onMessage(ConsumerCommand.LookAfter.class, this::onLookAfter)
        .onMessage(ConsumerCommand.Lost.class, this::onLost)
        .onSignal(PostStop.class, signal -> close())
        .onSignal(PreRestart.class, signal -> close())
        .build();
  }

  private Behavior<ConsumerCommand> connect() {
    long number = ++lines;
    try {
      line = Line.open(settings, number, new LineEvents(number, intake, getContext().getSelf()));
    } catch (IOException | TimeoutException | RuntimeException e) {
      comeBackLater(Line.reason(e));
      return this;
    }
    LOG.info(
        "{} the queue {}.", complaint == null ? "Consuming" : "Consuming again", settings.queue());
    complaint = null;
    backoff.succeeded();
    answerReports();
    return onLookAfter(new ConsumerCommand.LookAfter(number));
  }

  private Behavior<ConsumerCommand> onLookAfter(ConsumerCommand.LookAfter command) {
    if (line == null || command.line() != lines) return this;
    overLine(line::lookAfter);
    getContext().scheduleOnce(CARE, getContext().getSelf(), command);
    return this;
  }

  /** Said once, however often it is tried. */
  private void comeBackLater(String reason) {
    if (complaint == null)
      LOG.warn(
          "The queue {} can't be consumed: {} Trying again until it can.",
          settings.queue(),
          reason);
    complaint = reason;
    answerReports();
    getContext()
        .scheduleOnce(backoff.next(), getContext().getSelf(), new ConsumerCommand.Connect());
  }

  private Behavior<ConsumerCommand> onLost(ConsumerCommand.Lost command) {
    if (line == null || command.line() != lines) return this;
    close();
    lanes.dropWaiting();
    comeBackLater(command.reason());
    return this;
  }

  private Behavior<ConsumerCommand> close() {
    confirmations.giveUp();
    if (line != null) line.close();
    line = null;
    return this;
  }

  private Behavior<ConsumerCommand> onReport(ConsumerCommand.Report command) {
    reports.add(command);
    if (line != null || complaint != null) answerReports();
    return this;
  }

  private void answerReports() {
    for (ConsumerCommand.Report report : reports)
      report
          .replyTo()
          .tell(
              line == null
                  ? new Publisher.Refused(gone())
                  : new Publisher.Consuming(settings.queue().name(), report.isNew()));
    reports.clear();
  }

  private Problem gone() {
    return ErrorCode.UNAVAILABLE.because(
        "The queue can't be consumed (%s); the relay goes on trying.".formatted(complaint));
  }

  private Behavior<ConsumerCommand> onPublishSample(ConsumerCommand.PublishSample command) {
    if (line == null) {
      command.replyTo().tell(new Publisher.Refused(gone()));
      return this;
    }
    String id = UUID.randomUUID().toString();
    overLine(
        () ->
            confirmations.await(
                line.publishSample(id),
                stored ->
                    command
                        .replyTo()
                        .tell(
                            stored ? new Publisher.Published(id) : new Publisher.Refused(gone()))));
    return this;
  }

  private Behavior<ConsumerCommand> onDelivered(ConsumerCommand.Delivered command) {
    if (!isOfThisLine(command.result().delivery())) return this;
    if (command.result() instanceof Intake.Fit fit) {
      lanes.add(fit);
      post(fit.channel());
    } else if (command.result() instanceof Intake.Unfit unfit) {
      bury(unfit.delivery(), unfit.problem());
    }
    return this;
  }

  private void post(ConversationId channel) {
    lanes
        .next(channel)
        .ifPresent(
            batch ->
                getContext()
                    .pipeToSelf(
                        Conversation.of(getContext().getSystem(), channel)
                            .<ConversationReply>ask(
                                to ->
                                    new ConversationCommand.PostAll(
                                        Publisher.RELAY, batch.drafts(), to),
                                timeout),
                        (reply, failure) -> new ConsumerCommand.Posted(batch, reply)));
  }

  private Behavior<ConsumerCommand> onPosted(ConsumerCommand.Posted command) {
    Lanes.Batch batch = command.batch();
    ConversationReply reply = command.reply();
    if (reply instanceof ConversationReply.Done) {
      batch.messages().forEach(message -> acknowledge(message.delivery()));
    } else if (reply instanceof ConversationReply.Refused refused
        && !refused.problem().code().retryable()) {
      batch.messages().forEach(message -> bury(message.delivery(), refused.problem()));
    } else if (isOfThisLine(batch.messages().get(0).delivery())) {
      postpone(batch);
      return this;
    }
    lanes.end(batch);
    post(batch.channel());
    return this;
  }

  private void postpone(Lanes.Batch batch) {
    if (lanes.runs(batch.channel()))
      LOG.warn(
          "The channel {} takes nothing now; its messages wait in their order.", batch.channel());
    getContext()
        .scheduleOnce(
            lanes.postpone(batch),
            getContext().getSelf(),
            new ConsumerCommand.Resume(batch.channel()));
  }

  private Behavior<ConsumerCommand> onResume(ConsumerCommand.Resume command) {
    lanes.resume(command.channel());
    post(command.channel());
    return this;
  }

  /** It has to be a dead letter for certain before it is gone from the queue. */
  private void bury(Delivery delivery, Problem problem) {
    if (!isOfThisLine(delivery)) return;
    LOG.debug("A message can't be handed on: {}", problem.message());
    overLine(
        () ->
            confirmations.await(
                line.deadLetter(delivery, problem),
                delivery.tag(),
                stored -> onBuried(delivery, stored)));
  }

  private void onBuried(Delivery delivery, boolean stored) {
    if (stored) acknowledge(delivery);
    else if (isOfThisLine(delivery))
      getContext()
          .getSelf()
          .tell(
              new ConsumerCommand.Lost(
                  lines, "its dead letters are not taken, see relay.publisher.dead-letter"));
  }

  private Behavior<ConsumerCommand> onConfirmed(ConsumerCommand.Confirmed command) {
    if (line != null && command.line() == lines)
      confirmations.settle(command.number(), command.multiple(), command.stored());
    return this;
  }

  private Behavior<ConsumerCommand> onReturned(ConsumerCommand.Returned command) {
    if (line != null && command.line() == lines) confirmations.refuse(command.delivery());
    return this;
  }

  private void acknowledge(Delivery delivery) {
    if (isOfThisLine(delivery)) overLine(() -> line.acknowledge(delivery));
  }

  private boolean isOfThisLine(Delivery delivery) {
    return line != null && delivery.line() == lines;
  }

  private interface Step {
    void run() throws IOException;
  }

  private void overLine(Step step) {
    try {
      step.run();
    } catch (IOException | AlreadyClosedException e) {
      getContext().getSelf().tell(new ConsumerCommand.Lost(lines, Line.reason(e)));
    }
  }
}
