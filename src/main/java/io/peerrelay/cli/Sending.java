package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.ConnectionLostException;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.RelayException;
import io.peerrelay.client.TransferEndedException;
import io.peerrelay.client.TransferEndedException.Outcome;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;

/** One offer of this user, from the first word to the end, over as many runs as it takes. */
final class Sending {
  private final Desk desk;
  private final OutgoingTransfer transfer;
  private final TransferStore.Held<Unfinished.Sending> record;

  private final boolean resumed;
  private boolean wasAccepted;

  private Sending(
      Desk desk,
      OutgoingTransfer transfer,
      TransferStore.Held<Unfinished.Sending> record,
      boolean resumed) {
    this.resumed = resumed;
    this.desk = desk;
    this.transfer = transfer;
    this.record = record;
  }

  /** Offers files, ready to be sent. */
  static Sending offer(Desk desk, Username to, String note, List<Source> sources) {
    OutgoingTransfer transfer =
        await(desk.client().offer(to, sources.stream().map(Source::offered).toList(), note));
    desk.say("Offered %s to %s; waiting for the answer.", Sizes.text(transfer.files()), to);
    return new Sending(
        desk,
        transfer,
        desk.store()
            .save(
                new Unfinished.Sending(
                    desk.servers(),
                    desk.session().user(),
                    transfer.id(),
                    Instant.now(),
                    to,
                    note,
                    sources)),
        /* resumed= */ false);
  }

  /** Goes on with what an earlier run had offered. */
  static Sending resume(Desk desk, TransferStore.Held<Unfinished.Sending> record) {
    TransferId id = record.transfer().transfer();
    OutgoingTransfer transfer =
        desk.client()
            .resumeSending(id, record.transfer().sources().stream().map(Source::offered).toList());
    desk.say("Resuming %s to %s.", Sizes.text(transfer.files()), record.transfer().to());
    return new Sending(desk, transfer, record, /* resumed= */ true);
  }

  Unfinished.Sending record() {
    return record.transfer();
  }

  /**
   * Waits until all is sent.
   *
   * @throws TransferEndedException with {@link Outcome#CHANGED} where it has to be offered anew
   */
  void finish() {
    try {
      ServerMessage.Completed done = send();
      record.forget();
      desk.say(
          "Sent %s to %s in %.1f s. SHA-256 %s",
          Sizes.text(transfer.files()), record().to(), done.seconds(), done.sha256());
    } catch (ConnectionLostException e) {
      record.close(); // The relay may still have it: another run can go on.
      throw e;
    } catch (RuntimeException e) {
      record.forget();
      throw e;
    }
  }

  private ServerMessage.Completed send() {
    awaitAccepted();
    String what = Sizes.text(transfer.files());
    try (Progress progress = Progress.of(desk.environment(), what, transfer.size(), desk.err())) {
      transfer.onProgress(progress::update);
      return await(transfer.completed());
    }
  }

  private void awaitAccepted() {
    try {
      await(transfer.accepted());
      wasAccepted = true;
    } catch (TransferEndedException e) {
      if (resumed || e.outcome() == Outcome.CHANGED) throw e;
      // Whatever the reason: the other side did not take it.
      throw new CommandFailure(ExitCode.OTHER_SIDE, e.getMessage(), e.hint().orElse(null));
    }
  }

  /** Whether it ended before it was resumed, or its files changed: it can only be offered anew. */
  boolean isToBeOfferedAnew(RelayException e) {
    boolean gone = e.code().filter(code -> code == ErrorCode.NO_SUCH_TRANSFER).isPresent();
    if (gone || !(e instanceof TransferEndedException ended)) return gone;
    return !wasAccepted || ended.outcome() == Outcome.CHANGED;
  }
}
