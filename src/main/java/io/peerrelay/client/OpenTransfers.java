package io.peerrelay.client;

import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The transfers of one client, whatever connection they run over, and what is said about them. */
final class OpenTransfers {
  private final Map<TransferId, Transfer> byId = new ConcurrentHashMap<>();
  private volatile RelayException lost;

  void add(Transfer transfer) {
    byId.put(transfer.id(), transfer);
    if (lost != null) transfer.fail(lost);
  }

  void remove(Transfer transfer) {
    byId.remove(transfer.id(), transfer);
  }

  void forEach(Consumer<Transfer> action) {
    byId.values().forEach(action);
  }

  /** Whether the message was about one of them. */
  boolean on(RelayConnection from, ServerMessage message) {
    if (message instanceof ServerMessage.Accepted m)
      return with(m.transfer(), transfer -> transfer.onAccepted(from, m));
    if (message instanceof ServerMessage.Paused m)
      return with(m.transfer(), transfer -> transfer.onPaused(m));
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
    return false;
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
