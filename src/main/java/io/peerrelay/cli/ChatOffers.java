package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The files that two who chat send each other. */
final class ChatOffers {
  private final Desk desk;
  private final Recipient with;
  private final Path folder;

  /** Of the other user, not answered yet. */
  private final Deque<IncomingOffer> waiting = new ArrayDeque<>();

  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param folder where files go
   */
  ChatOffers(Desk desk, Recipient with, Path folder) {
    this.desk = desk;
    this.with = with;
    this.folder = folder;
  }

  /** How many transfers are under way. */
  int running() {
    return running.get();
  }

  void onOffer(IncomingOffer offer) {
    String what = offer.from() + " offers " + Sizes.text(offer.files());
    if (!with.equals(new Recipient.User(offer.from()))) {
      desk.say("%s. To have it: %s receive --from %s", what, Cli.NAME, offer.from());
      return;
    }
    synchronized (waiting) {
      // After a reconnect the relay offers again what was not answered.
      waiting.removeIf(earlier -> earlier.id().equals(offer.id()));
      waiting.add(offer);
    }
    String note = offer.note().map(word -> " (\"" + Plain.text(word) + "\")").orElse("");
    desk.say("%s%s: /accept or /decline", what, note);
  }

  void onWithdrawn(ServerMessage.Withdrawn withdrawn) {
    boolean waited;
    synchronized (waiting) {
      waited = waiting.removeIf(offer -> offer.id().equals(withdrawn.transfer()));
    }
    if (waited) desk.say("The offer is no longer there: %s", Plain.text(withdrawn.reason()));
  }

  void accept() {
    IncomingOffer offer = next();
    if (offer == null) return;
    running.incrementAndGet();
    Receipt receipt = Receipt.begin(desk, offer, folder, offer.files());
    receipt
        .accept(offer, null)
        .whenComplete(
            (done, failure) -> {
              running.decrementAndGet();
              receipt.end(Receipt.cause(failure));
            });
  }

  void decline() {
    IncomingOffer offer = next();
    if (offer == null) return;
    await(offer.decline(null));
    desk.say("Declined %s.", Sizes.text(offer.files()));
  }

  private IncomingOffer next() {
    synchronized (waiting) {
      if (waiting.isEmpty()) desk.say("There is no offer to answer.");
      return waiting.poll();
    }
  }

  /** Offers a file or a folder to the other user, and sends it as soon as that one accepts. */
  void send(String path) {
    if (!(with instanceof Recipient.User to)) {
      desk.say("Files go to one user at a time: chat with that user.");
      return;
    }
    running.incrementAndGet();
    Thread thread = new Thread(() -> send(to.username(), Path.of(path)), "chat-send");
    thread.setDaemon(true);
    thread.start();
  }

  private void send(Username to, Path file) {
    try {
      Selection selection = Selection.of(List.of(file));
      List<Source> sources = new Preparation(desk, /* zstd= */ false).prepare(selection);
      Sending.offer(desk, to, null, sources).finish();
    } catch (RelayException | CommandFailure e) {
      Failures.print(e, desk.err());
    } finally {
      running.decrementAndGet();
    }
  }
}
