package io.peerrelay.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.Fanout;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.ConversationSettings;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A channel with one member for each test, on a relay with an index or without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchFixture {
  static final Search.Bounds AMPLE = new Search.Bounds(1_000_000, Duration.ofSeconds(60));

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LIMIT = 500;

  @RegisterExtension final OneNodeCluster cluster = new OneNodeCluster();

  final Username anna = new Username("anna");
  private Archive archive;
  private Channel channel;
  private long said;

  /** Where the index is; empty for none. */
  abstract Optional<MongoDatabase> openDatabase();

  @BeforeAll
  void startConversations() {
    archive =
        new Archive(
            cluster.system(),
            cluster.stored(),
            openDatabase().map(database -> new SearchIndex(cluster.system(), database)));
    UserSession.init(cluster.system(), 10);
    Conversation.init(
        cluster.system(),
        archive,
        new ConversationSettings(20_000, 1_000, 500, 10_000),
        cluster.<Fanout.Command>probe().getRef());
  }

  @BeforeEach
  void createChannel() {
    channel = new Channel("#" + UUID.randomUUID());
    said = 0;
    create();
  }

  void create() {
    ask(to -> new ChannelCommand.Create(channel, anna, false, Posting.MEMBERS, to));
  }

  ConversationId id() {
    return ConversationId.of(channel);
  }

  <R extends ConversationReply> R ask(
      Function<ActorRef<ConversationReply>, ConversationCommand> command) {
    return ask(id(), command);
  }

  @SuppressWarnings("unchecked")
  <R extends ConversationReply> R ask(
      ConversationId conversation,
      Function<ActorRef<ConversationReply>, ConversationCommand> command) {
    ConversationReply reply =
        Conversation.of(cluster.system(), conversation)
            .<ConversationReply>ask(command::apply, PATIENCE)
            .toCompletableFuture()
            .join();
    assertThat(reply).isNotInstanceOf(ConversationReply.Refused.class);
    return (R) reply;
  }

  /** Says each, and returns the number of the last. */
  long say(Collection<String> texts) {
    List<ConversationCommand.Draft> drafts = new ArrayList<>();
    for (String text : texts) drafts.add(new ConversationCommand.Draft(text, null));
    ask(to -> new ConversationCommand.PostAll(anna, drafts, to));
    return said += drafts.size();
  }

  long say(String text) {
    return say(List.of(text));
  }

  /** Says so much else. */
  void chatter(int messages) {
    for (int left = messages; left > 0; left -= 500)
      say(
          IntStream.range(0, Math.min(left, 500))
              .mapToObj(i -> "We had %d plums, and some of those %o wasps".formatted(i, i * 7))
              .toList());
  }

  void edit(long seq, String text) {
    ask(to -> new ConversationCommand.Edit(anna, seq, text, to));
  }

  void delete(long seq) {
    ask(to -> new ConversationCommand.Delete(anna, seq, to));
  }

  /** Reads another journal than the conversations write, and has the same index. */
  CompletionStage<ServerMessage.Found> begin(
      String text, CurrentEventsByPersistenceIdQuery journal) {
    Archive other = new Archive(cluster.system(), journal, archive.index());
    return Search.run(cluster.system(), other, anna, List.of(id()), text, LIMIT);
  }

  CompletionStage<ServerMessage.Found> begin(String text, Search.Bounds bounds) {
    return Search.run(cluster.system(), archive, anna, List.of(id()), text, LIMIT, bounds);
  }

  ServerMessage.Found search(String text, Search.Bounds bounds) {
    return begin(text, bounds).toCompletableFuture().join();
  }

  /** Also when it has been asked before, of all that there is. */
  void assertFinds(String text, Long... seqs) {
    for (int round = 1; round <= 2; round++) {
      ServerMessage.Found found = search(text, AMPLE);
      assertThat(seqs(found)).as("'%s', round %d", text, round).containsExactly(seqs);
      assertThat(found.complete()).isTrue();
    }
  }

  static List<Long> seqs(ServerMessage.Found found) {
    return found.messages().stream().map(ConversationMessage.Message::seq).toList();
  }

  List<Long> found(Username by, ConversationId conversation, String text) {
    return seqs(
        Search.run(cluster.system(), archive, by, List.of(conversation), text, LIMIT, AMPLE)
            .toCompletableFuture()
            .join());
  }
}
