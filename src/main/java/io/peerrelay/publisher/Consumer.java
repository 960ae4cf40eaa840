package io.peerrelay.publisher;

import akka.actor.typed.ActorRef;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
final class Consumer extends AbstractBehavior<Consumer.Command> {
  sealed interface Command {}

  /** Answered when it is known whether RabbitMQ is there. */
  record Report(boolean isNew, ActorRef<Publisher.Reply> replyTo) implements Command {}

  record PublishSample(ActorRef<Publisher.Reply> replyTo) implements Command {}

  private record Connect() implements Command {}

  private record Delivered(Intake.Result result) implements Command {}

  private record Lost(long line, String reason) implements Command {}

  private record Confirmed(long line, long number, boolean multiple, boolean stored)
      implements Command {}

  private record Returned(long line, long delivery) implements Command {}

  /**
   * @param reply null if there was none in time
   */
  private record Posted(Lanes.Batch batch, ConversationReply reply) implements Command {}

  private record Resume(ConversationId channel) implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(Consumer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final PublisherSettings settings;
  private final Duration timeout;
  private final Intake intake;
  private final Lanes lanes = new Lanes();
  private final Confirmations confirmations = new Confirmations();

  /** Who waits to hear whether RabbitMQ is there. */
  private final List<Report> reports = new ArrayList<>();

  /** Null while RabbitMQ is gone. */
  private Line line;

  private long lines;
  private Duration pause = FIRST_PAUSE;

  /**
   * Why the line was lost, or could not be had; null before anything was tried, and while it is
   * there.
   */
  private String complaint;

  static Behavior<Command> create(PublisherSettings settings, Duration timeout) {
    return Behaviors.setup(context -> new Consumer(context, settings, timeout));
  }

  private Consumer(ActorContext<Command> context, PublisherSettings settings, Duration timeout) {
    super(context);
    this.settings = settings;
    this.timeout = timeout;
    this.intake = new Intake(Target.of(settings), settings.queue().largestMessage());
    context.getSelf().tell(new Connect());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Connect.class, command -> connect())
        .onMessage(Report.class, this::onReport)
        .onMessage(PublishSample.class, this::onPublishSample)
        .onMessage(Delivered.class, this::onDelivered)
        .onMessage(Posted.class, this::onPosted)
        .onMessage(Resume.class, this::onResume)
        .onMessage(Confirmed.class, this::onConfirmed)
        .onMessage(Returned.class, this::onReturned)
        .onMessage(Lost.class, this::onLost)
        .onSignal(PostStop.class, signal -> close())
        .onSignal(PreRestart.class, signal -> close())
        .build();
  }

  private Behavior<Command> connect() {
    long number = ++lines;
    try {
      line = Line.open(settings, number, listener(number));
    } catch (IOException | TimeoutException | RuntimeException e) {
      comeBackLater(words(e));
      return this;
    }
    LOG.info(
        "{} the queue {}.", complaint == null ? "Consuming" : "Consuming again", settings.queue());
    complaint = null;
    pause = FIRST_PAUSE;
    answerReports();
    return this;
  }

  /** What RabbitMQ's threads hear becomes messages; they also read what comes. */
  private Line.Listener listener(long number) {
    ActorRef<Command> self = getContext().getSelf();
    return new Line.Listener() {
      @Override
      public void onDelivery(Delivery delivery) {
        self.tell(new Delivered(intake.read(delivery)));
      }

      @Override
      public void onConfirmed(long published, boolean multiple, boolean stored) {
        self.tell(new Confirmed(number, published, multiple, stored));
      }

      @Override
      public void onReturned(long delivery) {
        self.tell(new Returned(number, delivery));
      }

      @Override
      public void onLost(String reason) {
        self.tell(new Lost(number, reason));
      }
    };
  }

  private static String words(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) cause = cause.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
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
    getContext().scheduleOnce(pause, getContext().getSelf(), new Connect());
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  private Behavior<Command> onLost(Lost command) {
    if (line == null || command.line() != lines) return this;
    close();
    lanes.dropWaiting();
    comeBackLater(command.reason());
    return this;
  }

  private Behavior<Command> close() {
    confirmations.giveUp();
    if (line != null) line.close();
    line = null;
    return this;
  }

  private Behavior<Command> onReport(Report command) {
    reports.add(command);
    if (line != null || complaint != null) answerReports();
    return this;
  }

  private void answerReports() {
    for (Report report : reports)
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
        "RabbitMQ can't be reached; the relay goes on trying. " + complaint);
  }

  private Behavior<Command> onPublishSample(PublishSample command) {
    if (line == null) {
      command.replyTo().tell(new Publisher.Refused(gone()));
      return this;
    }
    String id = UUID.randomUUID().toString();
    String body = "{\"sample\":\"%s\",\"time\":\"%s\"}".formatted(id, Instant.now());
    overLine(
        () ->
            confirmations.await(
                line.publish(id, body.getBytes(StandardCharsets.UTF_8)),
                stored ->
                    command
                        .replyTo()
                        .tell(
                            stored ? new Publisher.Published(id) : new Publisher.Refused(gone()))));
    return this;
  }

  private Behavior<Command> onDelivered(Delivered command) {
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
                        (reply, failure) -> new Posted(batch, reply)));
  }

  private Behavior<Command> onPosted(Posted command) {
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
    Duration wait = lanes.postpone(batch);
    if (wait.equals(Lanes.FIRST_PAUSE))
      LOG.warn(
          "The channel {} takes nothing now; its messages wait in their order.", batch.channel());
    getContext().scheduleOnce(wait, getContext().getSelf(), new Resume(batch.channel()));
  }

  private Behavior<Command> onResume(Resume command) {
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
              new Lost(lines, "Its dead letters are not taken: see relay.publisher.dead-letter."));
  }

  private Behavior<Command> onConfirmed(Confirmed command) {
    if (line != null && command.line() == lines)
      confirmations.settle(command.number(), command.multiple(), command.stored());
    return this;
  }

  private Behavior<Command> onReturned(Returned command) {
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
      getContext().getSelf().tell(new Lost(lines, words(e)));
    }
  }
}
