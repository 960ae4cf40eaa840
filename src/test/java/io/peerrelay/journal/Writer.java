package io.peerrelay.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A process of its own that writes to an embedded journal, and prints each write that was
 * acknowledged, until killed.
 */
final class Writer {
  static final int NOTEBOOKS = 8;

  private Writer() {}

  /**
   * Writes until it is killed.
   *
   * @param arguments the journal's directory, and how many bytes of changes make a checkpoint
   */
  public static void main(String[] arguments) {
    EmbeddedDatabase database =
        EmbeddedDatabase.start(
            StoreFile.in(Path.of(arguments[0])), 0, false, Long.parseLong(arguments[1]));
    ActorSystem.create(
        Behaviors.setup(
            context -> {
              for (int number = 0; number < NOTEBOOKS; number++)
                context.spawn(writing(id(number), System.out), "writer-" + number);
              return Behaviors.empty();
            }),
        "writer",
        Journal.at(MongoUri.parse(database.uri()))
            .withFallback(ConfigFactory.parseString("akka.loglevel=OFF,akka.stdout-loglevel=OFF"))
            .withFallback(ConfigFactory.parseResources("journal.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve());
  }

  static String id(int number) {
    return "Writer|" + number;
  }

  private static Behavior<Notebook.Written> writing(String id, PrintStream acknowledged) {
    return Behaviors.setup(
        context -> {
          ActorRef<Notebook.Command> notebook =
              context.spawnAnonymous(Notebook.create(id, 0, context.getSystem().ignoreRef()));
          // Large enough that checkpoints come often, and are among what is killed.
          Notebook.Write write = new Notebook.Write(List.of("x".repeat(4096)), context.getSelf());
          notebook.tell(write);
          return Behaviors.receiveMessage(
              written -> {
                acknowledged.println(id + " " + written.notes().count());
                notebook.tell(write);
                return Behaviors.same();
              });
        });
  }
}
