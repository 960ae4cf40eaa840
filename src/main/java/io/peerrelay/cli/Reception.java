package io.peerrelay.cli;

import io.peerrelay.cli.Acceptance.Decision;
import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.LinkedTransfer;
import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;

/**
 * Answers offers and takes files until it is done. Other threads only report what happened; one
 * thread, in {@link #run}, decides, asks and prints.
 */
final class Reception {
  /**
   * @param from null: from anybody
   * @param count how many offers to deal with
   * @param byAddress whether the bytes go to some other program, over HTTP
   */
  record Wish(
      Username from,
      Path folder,
      ReceiveCommand.Answer answer,
      int count,
      boolean byAddress,
      Filter filter) {}

  sealed interface Event {}

  record Offered(IncomingOffer offer) implements Event {}

  record Closed(RelayException reason) implements Event {}

  /**
   * @param counts whether it was one of the offers to deal with; an earlier run's that failed is
   *     not
   */
  private record Ended(Receipt receipt, Throwable failure, boolean counts) implements Event {}

  private record Fetched(LinkedTransfer transfer, Throwable failure) implements Event {}

  private final Wish wish;
  private final Desk desk;
  private final BlockingQueue<Event> events;
  private final Acceptance acceptance;
  private final Queue<IncomingOffer> waiting = new ArrayDeque<>();

  /** Those of an earlier run, which may turn out not to have been accepted and be offered again. */
  private final Set<TransferId> resuming = new HashSet<>();

  private int running;
  private int begun;
  private boolean allWell = true;

  Reception(Wish wish, Desk desk, BlockingQueue<Event> events) {
    this.wish = wish;
    this.desk = desk;
    this.events = events;
    acceptance = new Acceptance(desk, wish.answer());
  }

  /** Goes on with what an earlier run left unfinished in this folder. */
  void resumeEarlier() {
    String folder = wish.folder().toAbsolutePath().normalize().toString();
    for (TransferStore.Held<Unfinished.Receiving> record :
        desk.store()
            .take(
                Unfinished.Receiving.class,
                transfer -> desk.owns(transfer) && transfer.folder().equals(folder)))
      resume(Receipt.of(desk, record));
  }

  private void resume(Receipt receipt) {
    begun++;
    running++;
    resuming.add(receipt.id());
    try {
      if (receipt.isDoneAlready()) events.add(new Ended(receipt, null, true));
      else
        receipt
            .resume()
            .whenComplete((done, e) -> events.add(new Ended(receipt, Receipt.cause(e), false)));
    } catch (IOException e) {
      events.add(new Ended(receipt, e, false));
    }
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
    else if (event instanceof Fetched fetched) onFetched(fetched);
    else if (event instanceof Closed closed) throw closed.reason();
  }

  // After a reconnect the relay offers again what was not answered.
  private void onOffered(IncomingOffer offer) {
    waiting.removeIf(earlier -> earlier.id().equals(offer.id()));
    if (wish.from() == null || wish.from().equals(offer.from())) waiting.add(offer);
    else leave(offer);
  }

  private void leave(IncomingOffer offer) {
    desk.say("Left alone: an offer from %s.", offer.from());
  }

  private void answerWaiting() {
    // A question and a running bar would write over each other.
    boolean oneByOne = acceptance.mayAsk();
    while (begun < wish.count() && !(oneByOne && running > 0)) {
      Optional<IncomingOffer> next =
          waiting.stream().filter(offer -> !resuming.contains(offer.id())).findFirst();
      if (next.isEmpty()) return;
      waiting.remove(next.get());
      begun++;
      answer(next.get());
    }
  }

  private void answer(IncomingOffer offer) {
    Decision decision = acceptance.of(offer);
    if (decision == Decision.LEAVE) {
      begun--;
      leave(offer);
      return;
    }
    if (decision == Decision.DECLINE) {
      decline(offer, null);
      return;
    }
    Filter.Choice choice = wish.filter().choose(offer.files());
    for (int index : choice.here())
      desk.say("Already here: %s.", Plain.text(offer.files().get(index).name()));
    List<Integer> wanted = choice.wanted();
    if (wanted.isEmpty() && choice.here().isEmpty()) {
      decline(offer, "None of these files is wanted here.");
      return;
    }
    boolean asks = decision == Decision.ASK && !wanted.isEmpty();
    if (asks) wanted = new Question(desk, offer, wanted).ask();
    if (asks && wanted.isEmpty()) decline(offer, null);
    else accept(offer, wanted);
  }

  private void accept(IncomingOffer offer, List<Integer> wanted) {
    running++;
    List<Integer> indexes = wanted.size() == offer.files().size() ? null : wanted;
    if (wish.byAddress()) {
      LinkedTransfer transfer =
          offer.acceptByAddress(indexes, address -> desk.say(desk.web(address)));
      transfer.completed().whenComplete((done, e) -> events.add(new Fetched(transfer, e)));
      return;
    }
    List<FileInfo> files = wanted.stream().map(offer.files()::get).toList();
    Receipt receipt = Receipt.begin(desk, offer, wish.folder(), files);
    receipt
        .accept(offer, indexes)
        .whenComplete((done, e) -> events.add(new Ended(receipt, Receipt.cause(e), true)));
  }

  private void decline(IncomingOffer offer, String reason) {
    try {
      RelayClient.await(offer.decline(reason));
      desk.say("Declined %s from %s.", Sizes.text(offer.files()), offer.from());
    } catch (RelayException e) {
      Failures.print(e, desk.err()); // It was withdrawn before: as good as declined.
    }
  }

  private void onEnded(Ended ended) {
    running--;
    resuming.remove(ended.receipt().id());
    ended.receipt().end(ended.failure());
    if (ended.failure() == null) return;
    if (ended.counts()) allWell = false;
    else begun--;
  }

  private void onFetched(Fetched fetched) {
    running--;
    if (fetched.failure() == null) {
      desk.say("Fetched %s.", Sizes.text(fetched.transfer().files()));
      return;
    }
    allWell = false;
    Failures.print(Receipt.cause(fetched.failure()), desk.err());
  }
}
