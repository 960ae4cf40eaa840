package io.peerrelay.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PreRestart;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** An entity that writes down what it is told, for the journal to be tried on. */
final class Notebook
    extends EventSourcedBehavior<Notebook.Command, Notebook.Noted, Notebook.Notes> {
  sealed interface Command {}

  /** Answered when the journal has the notes, all in one write. */
  record Write(List<String> texts, ActorRef<Written> replyTo) implements Command {}

  record Read(ActorRef<Written> replyTo) implements Command {}

  /**
   * @param number of the note, counted from 1 by the entity, so that one lost or doubled is seen
   */
  record Noted(int number, String text) implements CborSerializable {}

  /**
   * @param inOrder whether each event followed on the one before it
   */
  record Notes(int count, String last, boolean inOrder) implements CborSerializable {
    Notes with(Noted note) {
      return new Notes(count + 1, note.text(), inOrder && note.number() == count + 1);
    }
  }

  record Written(Notes notes, long sequenceNumber) {}

  private final ActorContext<Command> context;
  private final int snapshotEvery;
  private final ActorRef<String> failures;

  private Notebook(
      ActorContext<Command> context, String id, int snapshotEvery, ActorRef<String> failures) {
    super(
        PersistenceId.ofUniqueId(id),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(50), Duration.ofMillis(500), 0));
    this.context = context;
    this.snapshotEvery = snapshotEvery;
    this.failures = failures;
  }

  /**
   * @param snapshotEvery so many events; events before the last snapshot are deleted. 0: neither
   * @param failures is told the id when the entity restarts because a write failed
   */
  static Behavior<Command> create(String id, int snapshotEvery, ActorRef<String> failures) {
    return Behaviors.setup(context -> new Notebook(context, id, snapshotEvery, failures));
  }

  @Override
  public Notes emptyState() {
    return new Notes(0, "", true);
  }

  @Override
  public CommandHandler<Command, Noted, Notes> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Write.class, this::onWrite)
        .onCommand(
            Read.class, (notes, read) -> Effect().none().thenReply(read.replyTo, this::written))
        .build();
  }

  @Override
  public EventHandler<Notes, Noted> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(Notes::with);
  }

  @Override
  public SignalHandler<Notes> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(PreRestart.class, (notes, signal) -> failures.tell(persistenceId().id()))
        .build();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return snapshotEvery == 0
        ? RetentionCriteria.disabled()
        : RetentionCriteria.snapshotEvery(snapshotEvery, 1).withDeleteEventsOnSnapshot();
  }

  private Effect<Noted, Notes> onWrite(Notes notes, Write write) {
    List<Noted> events =
        IntStream.range(0, write.texts.size())
            .mapToObj(index -> new Noted(notes.count + index + 1, write.texts.get(index)))
            .toList();
    return Effect().persist(events).thenReply(write.replyTo, this::written);
  }

  private Written written(Notes notes) {
    return new Written(notes, lastSequenceNumber(context));
  }
}
