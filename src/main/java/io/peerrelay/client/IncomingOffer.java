package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.Via;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Files that another user offers, to be accepted or declined before {@link #expiresAt()}. */
public final class IncomingOffer {
  private final Line line;
  private final ServerMessage.Offer offer;

  IncomingOffer(Line line, ServerMessage.Offer offer) {
    this.line = line;
    this.offer = offer;
  }

  public TransferId id() {
    return offer.transfer();
  }

  public Username from() {
    return offer.from();
  }

  /** The names are the sender's: {@link FolderSink} makes them safe. */
  public List<FileInfo> files() {
    return offer.files();
  }

  /** The bytes of all files together. */
  public long size() {
    return offer.files().stream().mapToLong(FileInfo::size).sum();
  }

  public Optional<String> note() {
    return Optional.ofNullable(offer.note());
  }

  public Instant expiresAt() {
    return offer.expiresAt();
  }

  /**
   * Takes all files; their bytes go to the sink.
   *
   * @return fails if the offer is no longer there, or another device was faster
   */
  public CompletableFuture<IncomingTransfer> accept(Sink sink) {
    return accept(sink, null);
  }

  /**
   * Takes some of the files.
   *
   * @param indexes their places in {@link #files()}, ascending; null for all
   */
  public CompletableFuture<IncomingTransfer> accept(Sink sink, List<Integer> indexes) {
    List<FileInfo> chosen = OfferedFile.chosen(files(), indexes);
    IncomingTransfer transfer =
        new IncomingTransfer(line, offer.transfer(), from(), chosen, indexes, sink);
    line.transfers().add(transfer);
    return transfer.accept();
  }

  /**
   * Takes some of the files, to be fetched over HTTP.
   *
   * @param indexes as above
   * @param onAddress takes the address to fetch from, and each later one
   */
  public LinkedTransfer acceptByAddress(List<Integer> indexes, Consumer<String> onAddress) {
    List<FileInfo> chosen = OfferedFile.chosen(files(), indexes);
    LinkedTransfer transfer =
        new LinkedTransfer(line, offer.transfer(), chosen, Via.HTTP, onAddress);
    line.transfers().add(transfer);
    transfer.accept(indexes);
    return transfer;
  }

  /**
   * @param reason for the sender to read, at most 200 characters; may be null
   */
  public CompletableFuture<Void> decline(String reason) {
    return line.request(
        new ClientMessage.Decline(offer.transfer(), reason),
        ServerMessage.Declined.class,
        declined -> null);
  }
}
