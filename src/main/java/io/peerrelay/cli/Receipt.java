package io.peerrelay.cli;

import io.peerrelay.client.ConnectionLostException;
import io.peerrelay.client.FolderSink;
import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.IncomingTransfer;
import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.TransferId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One transfer that was accepted into a folder, over as many runs as it takes. */
final class Receipt {
  private static final int MOST_LINES = 20;

  private final Desk desk;
  private final TransferStore.Held<Unfinished.Receiving> record;
  private final FolderSink sink;

  private Receipt(Desk desk, TransferStore.Held<Unfinished.Receiving> record) {
    this.desk = desk;
    this.record = record;
    Unfinished.Receiving transfer = record.transfer();
    sink = FolderSink.lasting(Path.of(transfer.folder()), transfer.transfer(), transfer.files());
  }

  static Receipt of(Desk desk, TransferStore.Held<Unfinished.Receiving> record) {
    return new Receipt(desk, record);
  }

  /** Remembers a new one. */
  static Receipt begin(Desk desk, IncomingOffer offer, Path folder, List<FileInfo> files) {
    return new Receipt(
        desk,
        desk.store()
            .save(
                new Unfinished.Receiving(
                    desk.servers(),
                    desk.session().user(),
                    offer.id(),
                    Instant.now(),
                    offer.from(),
                    folder.toAbsolutePath().normalize().toString(),
                    files)));
  }

  TransferId id() {
    return record.transfer().transfer();
  }

  /** Whether an earlier run had received all, and only the files' places were missing. */
  boolean isDoneAlready() throws IOException {
    return sink.commitEarlier();
  }

  /**
   * @param indexes places in the offer; null for all
   * @return completed with the end
   */
  CompletableFuture<?> accept(IncomingOffer offer, List<Integer> indexes) {
    return offer.accept(sink, indexes).thenCompose(this::show);
  }

  /**
   * @return completed with the end
   */
  CompletableFuture<?> resume() {
    Unfinished.Receiving earlier = record.transfer();
    desk.say("Resuming %s from %s.", Sizes.text(earlier.files()), earlier.from());
    return show(
        desk.client().resumeReceiving(earlier.transfer(), earlier.from(), earlier.files(), sink));
  }

  private CompletableFuture<?> show(IncomingTransfer transfer) {
    Progress progress =
        Progress.of(desk.environment(), Sizes.text(transfer.files()), transfer.size(), desk.err());
    transfer.onProgress(progress::update);
    return transfer.completed().whenComplete((done, failure) -> progress.close());
  }

  /** Says how it ended, and forgets it unless another run can go on with it. */
  void end(Throwable failure) {
    if (failure != null) Failures.print(failure, desk.err());
    else sayWhere();
    if (failure instanceof ConnectionLostException || sink.isReceived()) record.close();
    else record.forget();
  }

  private void sayWhere() {
    List<Path> files = sink.files();
    if (files.size() > MOST_LINES)
      desk.say(
          "Received %d files into %s from %s.",
          files.size(), Plain.text(record.transfer().folder()), record.transfer().from());
    else
      for (Path file : files)
        desk.say("Received %s from %s.", Plain.text(file.toString()), record.transfer().from());
  }

  /** What went wrong, without what the future wrapped around it. */
  static Throwable cause(Throwable failure) {
    return failure != null && failure.getCause() instanceof RelayException e ? e : failure;
  }
}
