package io.peerrelay.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.Fanout;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.ConversationSettings;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConversationTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  private static Archive archive;

  private final Username anna = new Username("Anna-" + UUID.randomUUID());
  private final Username boris = new Username("boris-" + UUID.randomUUID());
  private final ConversationId id = ConversationId.between(anna, boris);
  private final TestProbe<ConversationReply> replies = cluster.probe();
  private final TestProbe<ClusterSharding.ShardCommand> shard = cluster.probe();
  private final TestProbe<Fanout.Command> fanout = cluster.probe();
  private ActorRef<ConversationCommand> conversation;

  @BeforeAll
  static void startSessions() {
    archive = new Archive(cluster.system(), cluster.stored());
    UserSession.init(cluster.system(), 10);
  }

  @BeforeEach
  void start() {
    conversation =
        cluster
            .kit()
            .spawn(
                Conversation.create(
                    id,
                    shard.getRef(),
                    new Surroundings(
                        archive,
                        new ConversationSettings(4_000, 50, 500, 10_000),
                        fanout.getRef())));
  }

  private void restart() {
    cluster.kit().stop(conversation, LONG);
    start();
  }

  private ConversationReply post(Username by, Username opensWith, String text, String clientRef) {
    conversation.tell(
        new ConversationCommand.Post(by, opensWith, text, clientRef, null, null, replies.getRef()));
    return replies.receiveMessage(LONG);
  }

  private long say(String text, String clientRef) {
    return ((ConversationReply.Stored) post(anna, boris, text, clientRef)).seq();
  }

  private List<ConversationMessage.Message> all() {
    conversation.tell(new ConversationCommand.Look(anna, 0L, null, 1_000, replies.getRef()));
    ConversationReply.Found found = replies.expectMessageClass(ConversationReply.Found.class, LONG);
    return read(found);
  }

  private List<ConversationMessage.Message> read(ConversationReply.Found found) {
    return archive.read(id, found).toCompletableFuture().join().stream()
        .map(StoredMessage::message)
        .toList();
  }

  private ErrorCode refused() {
    return replies.expectMessageClass(ConversationReply.Refused.class, LONG).problem().code();
  }

  @Test
  void beginsOnlyWithSomebodyWhoIsThere() {
    assertThat(post(anna, null, "hi", null)).isEqualTo(new ConversationReply.NotThere());
    assertThat(say("hi", null)).isEqualTo(1);
    assertThat(((ConversationReply.Stored) post(boris, null, "hi", null)).seq()).isEqualTo(2);
  }

  @Test
  void acknowledgesNothingThatIsNotStored() {
    say("first", null);
    cluster.journal().failNextPersisted("Conversation|" + id.value());
    conversation.tell(
        new ConversationCommand.Post(anna, null, "lost", "r", null, null, replies.getRef()));
    replies.expectNoMessage(Duration.ofMillis(300));
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(say("again", "r")).isEqualTo(2)); // Once it is up again.
    assertThat(all())
        .extracting(ConversationMessage.Message::text)
        .containsExactly("first", "again");
  }

  @Test
  void storesTogetherWhatComesWhileAnotherMessageIsBeingStored() {
    HeldJournal journal = new HeldJournal("Conversation|" + id.value());
    cluster.journal().withPolicy(journal);
    try {
      for (int i = 1; i <= 100; i++) tell(i % 2 == 0 ? anna : boris, "text " + i, "ref " + i);
      tell(anna, "again", "ref 100");
      journal.release();
      for (int i = 1; i <= 101; i++)
        assertThat(replies.expectMessageClass(ConversationReply.Stored.class, LONG).seq())
            .isEqualTo(Math.min(i, 100));
    } finally {
      cluster.journal().resetPolicy();
    }
    assertThat(journal.writes()).containsExactly(2, 64, 35); // The first one opens it.
    assertThat(all())
        .extracting(ConversationMessage.Message::text)
        .isEqualTo(IntStream.rangeClosed(1, 100).mapToObj(i -> "text " + i).toList());
  }

  private void tell(Username by, String text, String clientRef) {
    Username other = by.equals(anna) ? boris : anna;
    conversation.tell(
        new ConversationCommand.Post(by, other, text, clientRef, null, null, replies.getRef()));
  }

  @Test
  void storesWhatIsWaitingBeforeItStops() {
    HeldJournal journal = new HeldJournal("Conversation|" + id.value());
    cluster.journal().withPolicy(journal);
    try {
      for (int i = 1; i <= 10; i++) tell(anna, "text " + i, null);
      conversation.tell(new ConversationCommand.Stop());
      journal.release();
      replies.receiveSeveralMessages(10, LONG);
    } finally {
      cluster.journal().resetPolicy();
    }
    replies.expectTerminated(conversation, LONG);
  }

  @Test
  void storesWhatIsWaitingThoughAWriteOfSomethingElseFails() {
    HeldJournal journal = new HeldJournal("Conversation|" + id.value());
    journal.refuse(2);
    cluster.journal().withPolicy(journal);
    try {
      tell(anna, "first", null);
      tell(anna, "waiting", null);
      conversation.tell(new ConversationCommand.SetBlocked(boris, true, replies.getRef()));
      journal.release();
      for (int i = 1; i <= 2; i++)
        assertThat(replies.expectMessageClass(ConversationReply.Stored.class, LONG).seq())
            .isEqualTo(i);
    } finally {
      cluster.journal().resetPolicy();
    }
  }

  @Test
  void knowsWhatWasSentBeforeAfterItWasStartedAnew() {
    assertThat(say("one", "a")).isEqualTo(1);
    assertThat(say("two", "b")).isEqualTo(2);
    restart();
    assertThat(say("one", "a")).isEqualTo(1);
    assertThat(say("three", "c")).isEqualTo(3);
    assertThat(((ConversationReply.Stored) post(boris, null, "his", "a")).seq()).isEqualTo(4);
  }

  @Test
  void findsEachPageWhateverLiesBetweenTheMessages() {
    for (int i = 1; i <= 600; i++) {
      assertThat(say("message " + i, "r" + i)).isEqualTo(i);
      if (i % 7 == 0) change(new ConversationCommand.Edit(anna, i, "new " + i, replies.getRef()));
      if (i % 11 == 0)
        change(new ConversationCommand.React(boris, i, Reaction.LIKE, replies.getRef()));
    }
    change(new ConversationCommand.Delete(anna, 500, replies.getRef()));
    restart(); // From a snapshot and what came after it.
    List<ConversationMessage.Message> messages = all();
    assertThat(messages).hasSize(600);
    for (int i = 1; i <= 600; i++) {
      ConversationMessage.Message message = messages.get(i - 1);
      assertThat(message.seq()).isEqualTo(i);
      if (i == 500) assertThat(message.deleted()).isTrue();
      else assertThat(message.text()).isEqualTo((i % 7 == 0 ? "new " : "message ") + i);
      assertThat(message.like()).isEqualTo(i % 11 == 0 ? Long.valueOf(1) : null);
    }
    for (long first : new long[] {1, 63, 64, 65, 128, 300, 599}) assertPage(first, first + 1);
  }

  private void change(ConversationCommand command) {
    conversation.tell(command);
    replies.expectMessageClass(ConversationReply.Done.class, LONG);
  }

  private void assertPage(long first, long last) {
    conversation.tell(
        new ConversationCommand.Look(anna, first - 1, last + 1, 100, replies.getRef()));
    ConversationReply.Found found = replies.expectMessageClass(ConversationReply.Found.class, LONG);
    assertThat(found.to() - found.from()).isLessThan(200); // It reads not much more than these.
    assertThat(read(found))
        .extracting(ConversationMessage.Message::seq)
        .containsExactly(first, last);
  }

  @Test
  void keepsOthersOut() {
    say("hi", null);
    Username stranger = new Username("stranger");
    post(stranger, stranger, "hi", null);
    conversation.tell(new ConversationCommand.Look(stranger, 0L, null, 1, replies.getRef()));
    assertThat(refused()).isEqualTo(ErrorCode.NOT_A_MEMBER);
    conversation.tell(new ConversationCommand.Edit(boris, 1, "x", replies.getRef()));
    assertThat(refused()).isEqualTo(ErrorCode.NOT_YOURS);
    assertThat(all()).hasSize(1);
  }
}
