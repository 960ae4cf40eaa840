package io.peerrelay.connection;

import akka.actor.typed.ActorSystem;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.TransferInfo;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import io.peerrelay.transfer.Transfer;
import io.peerrelay.transfer.TransferCommand;
import io.peerrelay.transfer.TransferReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is open for a user: the session knows which, each transfer knows how it stands. */
final class TransferList {
  /**
   * Beyond so many characters of files the list goes on without their pictures, or without them.
   */
  private static final int MOST_CHARACTERS = 128 * 1024;

  private final ActorSystem<?> system;
  private final Duration timeout;

  TransferList(ActorSystem<?> system, Duration timeout) {
    this.system = system;
    this.timeout = timeout;
  }

  CompletionStage<List<TransferInfo>> of(Username user) {
    return UserSession.of(system, user)
        .<SessionCommand.Listed>ask(SessionCommand.ListTransfers::new, timeout)
        .thenCompose(listed -> describe(user, listed.transfers()))
        .thenApply(TransferList::bounded);
  }

  private CompletionStage<List<TransferInfo>> describe(Username user, List<TransferId> ids) {
    List<CompletionStage<Optional<TransferInfo>>> asked =
        ids.stream().map(id -> describe(user, id)).toList();
    CompletionStage<List<TransferInfo>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (CompletionStage<Optional<TransferInfo>> one : asked)
      all =
          all.thenCombine(
              one,
              (list, info) -> {
                info.ifPresent(list::add);
                return list;
              });
    return all;
  }

  /** Empty for one that has ended meanwhile. */
  private CompletionStage<Optional<TransferInfo>> describe(Username user, TransferId id) {
    return Transfer.of(system, id)
        .<TransferReply>ask(replyTo -> new TransferCommand.Describe(user, replyTo), timeout)
        .thenApply(
            reply ->
                reply instanceof TransferReply.Described described
                    ? Optional.of(described.info())
                    : Optional.empty());
  }

  private static List<TransferInfo> bounded(List<TransferInfo> all) {
    long characters = all.stream().mapToLong(TransferList::characters).sum();
    List<TransferInfo> light =
        characters > MOST_CHARACTERS
            ? all.stream().map(TransferInfo::withoutThumbnails).toList()
            : all;
    List<TransferInfo> bounded = new ArrayList<>();
    characters = 0;
    for (TransferInfo info : light) {
      characters += characters(info);
      bounded.add(characters > MOST_CHARACTERS ? info.brief() : info);
    }
    return bounded;
  }

  private static long characters(TransferInfo info) {
    return info.files().stream().mapToLong(FileInfo::characters).sum();
  }
}
