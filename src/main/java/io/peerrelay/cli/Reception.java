package io.peerrelay.cli;

import io.peerrelay.client.FolderSink;
import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.IncomingTransfer;
import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Username;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Answers offers and takes files until it is done. Other threads only report what happened; one
 * thread, in {@link #run}, decides, asks and prints.
 */
final class Reception {
  /**
   * @param from null: from anybody
   * @param count how many offers to deal with
   */
  record Wish(Username from, Path folder, ReceiveCommand.Answer answer, int count) {}

  private sealed interface Event {}

  private record Offered(IncomingOffer offer) implements Event {}

  private record Ended(IncomingOffer offer, FolderSink sink, Throwable failure) implements Event {}

  private record Closed(RelayException reason) implements Event {}

  private final Wish wish;
  private final Environment environment;
  private final PrintWriter out;
  private final PrintWriter err;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Queue<IncomingOffer> waiting = new ArrayDeque<>();
  private int running;
  private int begun;
  private boolean allWell = true;

  Reception(Wish wish, Environment environment, PrintWriter out, PrintWriter err) {
    this.wish = wish;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  void offered(IncomingOffer offer) {
    events.add(new Offered(offer));
  }

  void closed(RelayException reason) {
    events.add(new Closed(reason));
  }

  /**
   * Whether everything that was accepted was received.
   *
   * @throws RelayException if the connection ended
   */
  boolean run() {
    while (begun < wish.count() || running > 0) {
      handle(next());
      answerWaiting();
      out.flush();
    }
    return allWell;
  }

  private Event next() {
    try {
      return events.take();
    } catch (InterruptedException e) {
      throw new CommandFailure(ExitCode.FAILED, "Interrupted.", null);
    }
  }

  private void handle(Event event) {
    if (event instanceof Offered offered) onOffered(offered.offer());
    else if (event instanceof Ended ended) onEnded(ended);
    else if (event instanceof Closed closed) throw closed.reason();
  }

  private void onOffered(IncomingOffer offer) {
    if (wish.from() == null || wish.from().equals(offer.from())) waiting.add(offer);
    else out.printf("Left alone: an offer from %s.%n", offer.from());
  }

  private void answerWaiting() {
    // A question and a running bar would write over each other.
    boolean oneByOne = wish.answer() == ReceiveCommand.Answer.ASK;
    while (!waiting.isEmpty() && begun < wish.count() && !(oneByOne && running > 0)) {
      IncomingOffer offer = waiting.remove();
      begun++;
      if (isWanted(offer)) accept(offer);
      else decline(offer);
    }
  }

  private boolean isWanted(IncomingOffer offer) {
    return switch (wish.answer()) {
      case ALL -> true;
      case NONE -> false;
      case ASK -> ask(offer);
    };
  }

  private boolean ask(IncomingOffer offer) {
    out.printf("%s offers %s:%n", offer.from(), Sizes.text(offer.files()));
    for (FileInfo file : offer.files())
      out.printf("  %s  %s%n", Plain.text(file.name()), Sizes.text(file.size()));
    offer.note().ifPresent(note -> out.printf("  \"%s\"%n", Plain.text(note)));
    out.flush();
    String answer = environment.terminal().orElseThrow().ask("Accept? [y/N] ").orElse("");
    return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private void accept(IncomingOffer offer) {
    running++;
    String what = Sizes.text(offer.files());
    FolderSink sink = new FolderSink(wish.folder());
    Progress progress = Progress.of(environment, what, offer.size(), err);
    offer
        .accept(sink)
        .thenCompose(
            (IncomingTransfer transfer) -> {
              transfer.onProgress(progress::update);
              return transfer.completed();
            })
        .whenComplete(
            (completed, failure) -> {
              progress.close();
              events.add(new Ended(offer, sink, failure));
            });
  }

  private void decline(IncomingOffer offer) {
    try {
      RelayClient.await(offer.decline(null));
      out.printf("Declined %s from %s.%n", Sizes.text(offer.files()), offer.from());
    } catch (RelayException e) {
      Failures.print(e, err); // It was withdrawn before: as good as declined.
    }
  }

  private void onEnded(Ended ended) {
    running--;
    if (ended.failure() == null) {
      for (Path file : ended.sink().files())
        out.printf("Received %s from %s.%n", Plain.text(file.toString()), ended.offer().from());
      return;
    }
    allWell = false;
    Throwable failure = ended.failure();
    Failures.print(failure.getCause() instanceof RelayException e ? e : failure, err);
  }
}
