package io.peerrelay.conversation;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationInfo;
import io.peerrelay.protocol.ConversationInfo.LastMessage;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationPlace;
import io.peerrelay.protocol.Conversations;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A user's conversations, those in which something was said last first. The session knows which
 * there are and, of direct ones, when; a channel has to be asked. Of those on the page alone it is
 * read what was said.
 *
 * <pre>
 *  session: read, heard --> those whose time it does not know: Glance --> in order --> a page of them
 *                                                                                           |
 *                    Conversations &lt;-- Archive: the newest messages &lt;-- Glance, if not before
 * </pre>
 */
public final class Overview {
  /** How many are asked at once. */
  private static final int PARALLEL = 16;

  /** What a conversation adds to the text of its last message: names, time, numbers. */
  private static final int PER_CONVERSATION = 500;

  private static final Comparator<ConversationInfo> NEWEST_FIRST =
      Comparator.comparing(
          info -> info.last() == null ? null : info.last().time(),
          Comparator.nullsLast(Comparator.<Instant>reverseOrder()));

  private final ActorSystem<?> system;
  private final Archive archive;
  private final Username by;
  private final SessionCommand.Conversations mine;
  private final Duration timeout;

  private record Seen(ConversationId conversation, ConversationReply.Glanced glanced) {}

  /**
   * @param mine as the user's session knows them
   * @param timeout how long each conversation may take to answer
   */
  public Overview(
      ActorSystem<?> system,
      Archive archive,
      Username by,
      SessionCommand.Conversations mine,
      Duration timeout) {
    this.system = system;
    this.archive = archive;
    this.by = by;
    this.mine = mine;
    this.timeout = timeout;
  }

  /**
   * Fails where one of them does not answer.
   *
   * @param after null: from the first on
   */
  public CompletionStage<Conversations> page(ConversationPlace after, int limit) {
    List<ConversationId> unknown =
        mine.read().keySet().stream().filter(id -> !mine.heard().containsKey(id)).toList();
    return glanceAt(unknown).thenCompose(seen -> page(seen, after, limit));
  }

  private CompletionStage<Conversations> page(
      Map<ConversationId, ConversationReply.Glanced> seen, ConversationPlace after, int limit) {
    recall(seen);
    List<ConversationPlace> places = new ArrayList<>();
    mine.heard().forEach((id, time) -> places.add(new ConversationPlace(time, id)));
    seen.forEach((id, glanced) -> places.add(new ConversationPlace(glanced.time(), id)));
    List<ConversationPlace> behind =
        places.stream()
            .filter(place -> after == null || place.compareTo(after) > 0)
            .sorted()
            .limit(limit + 1L)
            .toList();
    List<ConversationPlace> page = behind.subList(0, Math.min(limit, behind.size()));
    List<ConversationId> unseen =
        page.stream()
            .map(ConversationPlace::conversation)
            .filter(id -> !seen.containsKey(id))
            .toList();
    return glanceAt(unseen)
        .thenCompose(
            more -> {
              Map<ConversationId, ConversationReply.Glanced> all = new HashMap<>(seen);
              all.putAll(more);
              return describe(page, all);
            })
        .thenApply(infos -> fitting(page, infos, behind.size() > page.size()));
  }

  /** Those that the user is in; who was removed a moment ago is refused. */
  private CompletionStage<Map<ConversationId, ConversationReply.Glanced>> glanceAt(
      Collection<ConversationId> conversations) {
    return Source.from(conversations)
        .mapAsync(PARALLEL, this::glance)
        .mapConcat(seen -> seen.stream().toList())
        .runWith(Sink.seq(), system)
        .thenApply(
            all -> {
              Map<ConversationId, ConversationReply.Glanced> byId = new HashMap<>();
              for (Seen one : all) byId.put(one.conversation(), one.glanced());
              return byId;
            });
  }

  private CompletionStage<Optional<Seen>> glance(ConversationId conversation) {
    long read = mine.read().getOrDefault(conversation, 0L);
    return Conversation.of(system, conversation)
        .<ConversationReply>ask(
            to -> new ConversationCommand.Glance(by, read, ConversationInfo.MOST_UNREAD, to),
            timeout)
        .thenApply(
            reply ->
                reply instanceof ConversationReply.Glanced glanced
                    ? Optional.of(new Seen(conversation, glanced))
                    : Optional.empty());
  }

  /** Direct ones of a time when the session did not keep it are asked once. */
  private void recall(Map<ConversationId, ConversationReply.Glanced> seen) {
    Map<ConversationId, Instant> heard = new HashMap<>();
    seen.forEach(
        (id, glanced) -> {
          if (!id.isChannel() && glanced.time() != null) heard.put(id, glanced.time());
        });
    if (!heard.isEmpty()) UserSession.of(system, by).tell(new SessionCommand.Recall(heard));
  }

  private CompletionStage<List<Optional<ConversationInfo>>> describe(
      List<ConversationPlace> page, Map<ConversationId, ConversationReply.Glanced> seen) {
    return Source.from(page)
        .map(ConversationPlace::conversation)
        .mapAsync(PARALLEL, id -> describe(id, Optional.ofNullable(seen.get(id))))
        .runWith(Sink.seq(), system);
  }

  private CompletionStage<Optional<ConversationInfo>> describe(
      ConversationId conversation, Optional<ConversationReply.Glanced> glanced) {
    if (glanced.isEmpty()) return CompletableFuture.completedStage(Optional.empty());
    return archive
        .read(conversation, glanced.get().found())
        .thenApply(messages -> Optional.of(info(conversation, glanced.get(), messages)));
  }

  private ConversationInfo info(
      ConversationId conversation,
      ConversationReply.Glanced glanced,
      List<StoredMessage> messages) {
    long read = mine.read().getOrDefault(conversation, 0L);
    LastMessage last = null;
    int unread = 0;
    for (StoredMessage stored : messages) {
      if (stored.isHiddenFrom(by)) continue;
      ConversationMessage.Message message = stored.message();
      last = LastMessage.of(message);
      if (message.seq() > read && message.deleted() == null && !message.from().equals(by)) unread++;
    }
    return new ConversationInfo(
        conversation, glanced.with(), glanced.channel(), last, read, unread);
  }

  /** As many as fit into a frame. */
  private static Conversations fitting(
      List<ConversationPlace> page, List<Optional<ConversationInfo>> infos, boolean more) {
    List<ConversationInfo> fitting = new ArrayList<>();
    long characters = 0;
    int count = 0;
    for (; count < infos.size(); count++) {
      characters += infos.get(count).map(Overview::characters).orElse(0);
      if (characters > Page.MOST_CHARACTERS && !fitting.isEmpty()) break;
      infos.get(count).ifPresent(fitting::add);
    }
    fitting.sort(NEWEST_FIRST);
    boolean isLast = count == infos.size() && !more;
    return new Conversations(fitting, isLast ? null : page.get(count - 1));
  }

  private static int characters(ConversationInfo info) {
    LastMessage last = info.last();
    if (last == null) return PER_CONVERSATION;
    return PER_CONVERSATION
        + (last.text() == null ? 0 : last.text().length())
        + (last.offer() == null ? 0 : last.offer().name().length());
  }
}
