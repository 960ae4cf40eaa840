package io.peerrelay.connection;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.peerrelay.conversation.ChannelCommand;
import io.peerrelay.conversation.Conversation;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.conversation.Directory;
import io.peerrelay.protocol.ChannelInfo;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ChannelRequest;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Lists channels: the names from the directory or the user's session, the rest from each. */
final class ChannelList {
  /** How many are asked at once. */
  private static final int PARALLEL = 16;

  private final ActorSystem<?> system;
  private final Duration timeout;

  private record Names(List<ConversationId> channels, boolean more) {}

  ChannelList(ActorSystem<?> system, Duration timeout) {
    this.system = system;
    this.timeout = timeout;
  }

  CompletionStage<ChannelMessage.Channels> page(Username by, ChannelRequest.Channels request) {
    int limit = request.limit() == null ? ChannelRequest.MOST_CHANNELS : request.limit();
    boolean mine = request.mine() != null && request.mine();
    return (mine ? mine(by, request, limit) : open(request, limit))
        .thenCompose(
            names ->
                Source.from(names.channels())
                    .mapAsync(PARALLEL, id -> describe(by, id))
                    .mapConcat(info -> info.stream().toList())
                    .runWith(Sink.seq(), system)
                    .thenApply(channels -> new ChannelMessage.Channels(channels, names.more())));
  }

  private CompletionStage<Names> mine(Username by, ChannelRequest.Channels request, int limit) {
    String after = request.after() == null ? "" : request.after().key();
    return UserSession.of(system, by)
        .<SessionCommand.Conversations>ask(SessionCommand.ListConversations::new, timeout)
        .thenApply(
            listed -> {
              List<ConversationId> behind =
                  listed.read().keySet().stream()
                      .filter(id -> id.isChannel() && id.value().compareTo(after) > 0)
                      .sorted((one, other) -> one.value().compareTo(other.value()))
                      .toList();
              return new Names(behind.stream().limit(limit).toList(), behind.size() > limit);
            });
  }

  private CompletionStage<Names> open(ChannelRequest.Channels request, int limit) {
    return Directory.of(system)
        .<Directory.Listing>ask(to -> new Directory.Ask(request.after(), limit, to), timeout)
        .thenApply(
            listing ->
                new Names(
                    listing.channels().stream().map(ConversationId::of).toList(), listing.more()));
  }

  /** Empty for one that is not there for this user. */
  private CompletionStage<Optional<ChannelInfo>> describe(Username by, ConversationId id) {
    return Conversation.of(system, id)
        .<ConversationReply>ask(to -> new ChannelCommand.Describe(by, to), timeout)
        .thenApply(
            reply ->
                reply instanceof ConversationReply.Described described
                    ? Optional.of(described.channel())
                    : Optional.empty());
  }
}
