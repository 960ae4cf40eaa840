package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Via;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Files whose bytes this side moves by other means, over the HTTP address that the relay gives;
 * here is only heard how it ends.
 */
public final class LinkedTransfer extends Transfer {
  private final CompletableFuture<Void> accepted = new CompletableFuture<>();
  private final Consumer<String> onAddress;
  private final Via via;

  /**
   * @param onAddress takes the address, and each later one
   * @param via what to tell the relay of the bytes' way; null for nothing
   */
  LinkedTransfer(
      Line line, TransferId id, List<FileInfo> files, Via via, Consumer<String> onAddress) {
    super(line, id, files);
    this.via = via;
    this.onAddress = onAddress;
    ended.whenComplete(
        (completed, failure) -> {
          if (failure == null) accepted.complete(null);
          else accepted.completeExceptionally(failure);
        });
  }

  /** Completed when the first address is known. */
  public CompletableFuture<Void> accepted() {
    return accepted;
  }

  @Override
  public CompletableFuture<ServerMessage.Completed> completed() {
    return ended;
  }

  /** Answers the offer. */
  void accept(List<Integer> indexes) {
    line.request(new ClientMessage.Accept(id(), null, null, indexes, via), ServerMessage.class)
        .exceptionally(
            failure -> {
              if (failure instanceof RelayException e) fail(e);
              return null;
            });
  }

  @Override
  ClientMessage resumption() {
    return new ClientMessage.Resume(id(), null, null, via);
  }

  @Override
  void start(RelayConnection connection, ServerMessage.Accepted message) {
    if (!accepted.isDone()) setFiles(message.files());
    accepted.complete(null);
    onAddress.accept(message.url());
  }

  @Override
  void stop() {}
}
