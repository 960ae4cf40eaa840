package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Files that were accepted and are on their way into a sink.
 *
 * <pre>
 *   connection's thread             the transfer's thread (Intake)
 *   frames -> onBytes -> | window | -> digest -> sink -> received -> commit or discard
 *                          credit <-------------- as the sink has taken bytes
 * </pre>
 *
 * When the connection breaks, what is in the window is here: the next stream goes on behind it.
 */
public final class IncomingTransfer extends Transfer {
  private final Username from;
  private final List<Integer> indexes;
  private final ReceiveWindow window;
  private final Intake intake;
  private final CompletableFuture<IncomingTransfer> accepted = new CompletableFuture<>();

  /** How many bytes an earlier process had stored. */
  private volatile long stored;

  private volatile boolean ready;

  /** Whether it was this process that answered the offer. */
  private volatile boolean answers;

  private volatile IncomingStream stream;
  private volatile Sha256 claim;

  /** What this side granted at first when it asked last; it counts for each stream anew. */
  private volatile long firstCredit;

  /**
   * @param files those that are accepted
   * @param indexes their places in the offer; null for all of it
   */
  IncomingTransfer(
      Line line,
      TransferId id,
      Username from,
      List<FileInfo> files,
      List<Integer> indexes,
      Sink sink) {
    super(line, id, files);
    this.from = from;
    this.indexes = indexes;
    window = new ReceiveWindow((int) Math.max(1, Math.min(size(), line.window())));
    intake = new Intake(this, sink, window);
    ended.whenComplete((done, failure) -> onEnded(failure));
  }

  public Username from() {
    return from;
  }

  /** Completed after the sink has committed, failed after it has discarded. */
  @Override
  public CompletableFuture<ServerMessage.Completed> completed() {
    return intake.done();
  }

  /** Answers the offer. */
  CompletableFuture<IncomingTransfer> accept() {
    ready = true;
    answers = true;
    firstCredit = window.capacity();
    line.request(
            new ClientMessage.Accept(id(), null, firstCredit, indexes, null), ServerMessage.class)
        .exceptionally(
            failure -> {
              // Whether it was heard shows when the next connection asks to resume.
              if (failure instanceof RelayException e && !(e instanceof ConnectionLostException))
                fail(e);
              return null;
            });
    return accepted;
  }

  /** Goes on with what an earlier process began; reads first what that had stored. */
  CompletableFuture<IncomingTransfer> restore() {
    Threads.start(
        "relay-restore-" + id(),
        () -> {
          try {
            stored = intake.restore();
            ready = true;
            resume();
          } catch (IOException | UncheckedIOException e) {
            cancel("The receiver lost what it had.", Intake.unwritable(e));
          }
        });
    return accepted;
  }

  // The connection's thread.

  @Override
  void resume() {
    if (ready) super.resume();
  }

  @Override
  ClientMessage resumption() {
    firstCredit = Math.max(1, window.free());
    return new ClientMessage.Resume(id(), arrived(), firstCredit, null);
  }

  @Override
  void onResumeRefused(RelayException refusal) {
    // The answer to the offer was lost with a connection.
    boolean unheard = answers && !accepted.isDone();
    if (unheard && refusal.code().equals(Optional.of(ErrorCode.INCOMPLETE))) accept();
    else super.onResumeRefused(refusal);
  }

  private long arrived() {
    return stored + window.filled();
  }

  @Override
  void start(RelayConnection connection, ServerMessage.Accepted message) {
    long arrived = arrived();
    if (message.offset() < 0 || message.offset() > arrived) {
      cancel("The relay left bytes out.");
      return;
    }
    stream = new IncomingStream(connection, message, this, arrived, firstCredit);
    accepted.complete(this); // First of all: what fails after it fails an accepted transfer.
    intake.start();
    grant();
    if (claim != null) sayReceived();
  }

  @Override
  void stop() {
    IncomingStream last = stream;
    if (last != null) last.close();
  }

  /**
   * @return how many bytes of {@code length} were taken; the rest, if any, is not wanted
   */
  long onBytes(InputStream input, long length) throws IOException, InterruptedException {
    if (length > size() - arrived()) {
      cancel(
          "More bytes came than were offered.",
          new RelayException("The relay sent more bytes than were offered.", null, false, null));
      return 0;
    }
    return window.fill(input, length);
  }

  private void onEnded(Throwable failure) {
    stop();
    window.close();
    if (failure == null) accepted.complete(this);
    else accepted.completeExceptionally(failure);
    if (failure == null) intake.start();
    else intake.giveUp(failure);
  }

  // The transfer's thread.

  /** All bytes are stored. */
  void onStored(Sha256 digest) {
    claim = digest;
    sayReceived();
  }

  private void sayReceived() {
    IncomingStream on = stream;
    if (on != null && on.isOpen())
      claim(on.connection(), new ClientMessage.Received(id(), claim), on::isOpen);
  }

  void grant() {
    IncomingStream on = stream;
    if (on != null) on.grant(intake.taken(), window.capacity(), size());
  }
}
