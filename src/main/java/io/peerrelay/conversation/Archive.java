package io.peerrelay.conversation;

import akka.actor.typed.ActorSystem;
import akka.contrib.persistence.mongodb.JavaDslMongoReadJournal;
import akka.contrib.persistence.mongodb.MongoReadJournal;
import akka.persistence.query.EventEnvelope;
import akka.persistence.query.PersistenceQuery;
import akka.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Username;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Reads messages out of the journal: only the events that a conversation pointed at, on the node of
 * whoever asks.
 */
public final class Archive {
  private final ActorSystem<?> system;
  private final CurrentEventsByPersistenceIdQuery journal;
  private final Optional<SearchIndex> index;

  /** Of the journal that the relay writes. */
  public static Archive of(ActorSystem<?> system, Optional<SearchIndex> index) {
    return new Archive(
        system,
        PersistenceQuery.get(system)
            .getReadJournalFor(JavaDslMongoReadJournal.class, MongoReadJournal.Identifier()),
        index);
  }

  /** Without an index. */
  public Archive(ActorSystem<?> system, CurrentEventsByPersistenceIdQuery journal) {
    this(system, journal, Optional.empty());
  }

  Archive(
      ActorSystem<?> system,
      CurrentEventsByPersistenceIdQuery journal,
      Optional<SearchIndex> index) {
    this.system = system;
    this.journal = journal;
    this.index = index;
  }

  Optional<SearchIndex> index() {
    return index;
  }

  /**
   * As many as fit into a frame, of those that the reader may see.
   *
   * @param forward whether the first ones count for more, else the last ones
   */
  public CompletionStage<Page> page(
      ConversationId conversation,
      Username reader,
      ConversationReply.Found found,
      boolean forward) {
    return read(conversation, found)
        .thenApply(
            stored ->
                Page.of(
                    stored.stream()
                        .filter(one -> !one.isHiddenFrom(reader))
                        .map(StoredMessage::message)
                        .toList(),
                    forward,
                    found));
  }

  /** The messages as they are now, oldest first. */
  CompletionStage<List<StoredMessage>> read(
      ConversationId conversation, ConversationReply.Found found) {
    return events(conversation, found)
        .runWith(Sink.seq(), system)
        .thenApply(events -> messages(conversation, found, events));
  }

  private Source<EventEnvelope, ?> events(
      ConversationId conversation, ConversationReply.Found found) {
    String journalId = Conversation.persistenceId(conversation).id();
    Source<EventEnvelope, ?> range =
        found.from() > found.to()
            ? Source.empty()
            : journal.currentEventsByPersistenceId(journalId, found.from(), found.to());
    List<Long> texts =
        found.changes().values().stream()
            .filter(change -> !change.isDeletion() && change.event() > found.to())
            .map(Change::event)
            .sorted()
            .toList();
    return range.concat(
        Source.from(texts)
            .flatMapConcat(event -> journal.currentEventsByPersistenceId(journalId, event, event)));
  }

  private static List<StoredMessage> messages(
      ConversationId conversation, ConversationReply.Found found, List<EventEnvelope> events) {
    Map<Long, ConversationEvent.Edited> edits = new HashMap<>();
    for (EventEnvelope envelope : events)
      if (envelope.event() instanceof ConversationEvent.Edited edited)
        edits.put(edited.seq(), edited); // The newest comes last.
    List<StoredMessage> messages = new ArrayList<>();
    for (EventEnvelope envelope : events)
      if (envelope.event() instanceof ConversationEvent.Posted posted
          && posted.seq() >= Math.max(found.first(), found.oldest())
          && posted.seq() <= found.last())
        messages.add(
            new StoredMessage(
                asItIs(conversation, found, posted, edits.get(posted.seq())),
                posted.hidden() != null && posted.hidden()));
    return messages;
  }

  private static ConversationMessage.Message asItIs(
      ConversationId conversation,
      ConversationReply.Found found,
      ConversationEvent.Posted posted,
      ConversationEvent.Edited edited) {
    Change change = found.changes().get(posted.seq());
    boolean deleted = change != null && change.isDeletion();
    boolean changed = change != null && !deleted && edited != null;
    Reactions.Count count = found.counts().getOrDefault(posted.seq(), Reactions.Count.NONE);
    return new ConversationMessage.Message(
        conversation,
        posted.seq(),
        posted.from(),
        posted.time(),
        deleted ? null : changed ? edited.text() : posted.text(),
        deleted ? null : posted.attachments(),
        posted.replyTo(),
        changed ? edited.time() : null,
        deleted ? true : null,
        count.like() == 0 ? null : count.like(),
        count.dislike() == 0 ? null : count.dislike(),
        posted.offer());
  }

  static ConversationMessage.Message message(
      ConversationId conversation, ConversationEvent.Posted posted) {
    return new ConversationMessage.Message(
        conversation,
        posted.seq(),
        posted.from(),
        posted.time(),
        posted.text(),
        posted.attachments(),
        posted.replyTo(),
        null,
        null,
        null,
        null,
        posted.offer());
  }
}
