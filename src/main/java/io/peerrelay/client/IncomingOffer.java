package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Files that another user offers, to be accepted or declined before {@link #expiresAt()}. */
public final class IncomingOffer {
  private final RelayConnection connection;
  private final ServerMessage.Offer offer;

  IncomingOffer(RelayConnection connection, ServerMessage.Offer offer) {
    this.connection = connection;
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
   * Takes the files; their bytes go to the sink.
   *
   * @return fails if the offer is no longer there, or another device was faster
   */
  public CompletableFuture<IncomingTransfer> accept(Sink sink) {
    IncomingTransfer transfer = new IncomingTransfer(connection, offer, sink);
    connection.transfers().add(transfer);
    CompletableFuture<IncomingTransfer> accepted =
        connection.request(
            ClientMessage.Accept.all(offer.transfer(), transfer.firstCredit()),
            ServerMessage.Accepted.class,
            answer -> transfer);
    return accepted.whenComplete(
        (done, failure) -> {
          if (failure instanceof RelayException e) transfer.fail(e);
        });
  }

  /**
   * @param reason for the sender to read, at most 200 characters; may be null
   */
  public CompletableFuture<Void> decline(String reason) {
    return connection.request(
        new ClientMessage.Decline(offer.transfer(), reason),
        ServerMessage.Declined.class,
        declined -> null);
  }
}
