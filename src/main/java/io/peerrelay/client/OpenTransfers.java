package io.peerrelay.client;

import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The transfers of one connection, and which message or stream belongs to which. */
final class OpenTransfers {
  private final Map<TransferId, Transfer> byId = new ConcurrentHashMap<>();
  private final Map<Long, Transfer> byStream = new ConcurrentHashMap<>();
  private volatile RelayException lost;

  void add(Transfer transfer) {
    byId.put(transfer.id(), transfer);
    if (lost != null) transfer.fail(lost);
  }

  void open(long stream, Transfer transfer) {
    byStream.put(stream, transfer);
  }

  void remove(Transfer transfer) {
    byId.remove(transfer.id(), transfer);
    byStream.values().remove(transfer);
  }

  /** Whether the message was about a transfer of this connection. */
  boolean on(ServerMessage message) {
    if (message instanceof ServerMessage.Accepted m)
      return with(m.transfer(), transfer -> transfer.onAccepted(m));
    if (message instanceof ServerMessage.Completed m)
      return with(m.transfer(), transfer -> transfer.complete(m));
    if (message instanceof ServerMessage.Declined m)
      return with(m.transfer(), transfer -> transfer.fail(TransferEndedException.of(m)));
    if (message instanceof ServerMessage.Cancelled m)
      return with(m.transfer(), transfer -> transfer.fail(TransferEndedException.of(m)));
    if (message instanceof ServerMessage.Withdrawn m)
      return with(m.transfer(), transfer -> transfer.fail(TransferEndedException.of(m)));
    if (message instanceof ServerMessage.Failed m)
      return with(m.transfer(), transfer -> transfer.fail(TransferEndedException.of(m)));
    if (message instanceof ServerMessage.Credit m) {
      Transfer transfer = byStream.get(m.stream());
      if (transfer != null) transfer.onCredit(m.bytes());
      return true;
    }
    return false;
  }

  /** Gives the bytes to their transfer; those of one that has ended are skipped. */
  void onBytes(long stream, InputStream input, long length)
      throws IOException, InterruptedException {
    long taken =
        byStream.get(stream) instanceof IncomingTransfer incoming
            ? incoming.onBytes(input, length)
            : 0;
    input.skipNBytes(length - taken);
  }

  /** Completed when the relay has heard of it, or can't any more. */
  CompletableFuture<Void> cancelAll(String reason) {
    return CompletableFuture.allOf(
        byId.values().stream()
            .map(t -> t.cancel(reason, TransferEndedException.cancelledHere(reason)))
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Fails all, those that are still to come too. */
  void failAll(RelayException reason) {
    lost = reason;
    byId.values().forEach(transfer -> transfer.fail(reason));
  }

  private boolean with(TransferId id, Consumer<Transfer> action) {
    Transfer transfer = byId.get(id);
    if (transfer == null) return false;
    action.accept(transfer);
    return true;
  }
}
