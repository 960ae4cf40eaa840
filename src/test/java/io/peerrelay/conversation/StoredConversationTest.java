package io.peerrelay.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.journal.GoldenFile;
import io.peerrelay.protocol.Attachment;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.OfferNote;
import io.peerrelay.protocol.OfferStatus;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Conversations that were stored once can be read for ever. */
class StoredConversationTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.actor.provider = local")
              .withFallback(ConfigFactory.load()));
  private static final Instant TIME = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final Username ANNA = new Username("Anna");
  private static final Username BORIS = new Username("Борис");
  private static final Channel CHANNEL = new Channel("#Море");
  private static final List<ConversationEvent> EVENTS =
      List.of(
          new ConversationEvent.Opened(ANNA, BORIS),
          new ConversationEvent.Posted(
              3,
              ANNA,
              TIME,
              "Two lines:\nä and 🐦",
              "a1",
              List.of(
                  new Attachment(new TransferId("Hq3nTzv0S5yGq1WcXo7aZw"), null, "ä b.txt"),
                  new Attachment(null, "https://example.org/a", null)),
              2L,
              null,
              null),
          new ConversationEvent.Edited(3, "One line", TIME),
          new ConversationEvent.Deleted(3),
          new ConversationEvent.Reacted(3, BORIS, Reaction.LIKE),
          new ConversationEvent.BlockChanged(BORIS, true),
          new ConversationEvent.ChannelCreated(CHANNEL, ANNA, true, Posting.OWNERS),
          new ConversationEvent.ChannelChanged(false, Posting.MEMBERS),
          new ConversationEvent.Invited(BORIS),
          new ConversationEvent.InvitationWithdrawn(BORIS),
          new ConversationEvent.MemberJoined(BORIS, Role.MEMBER),
          new ConversationEvent.RoleChanged(BORIS, Role.OWNER),
          new ConversationEvent.MemberLeft(BORIS));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void storesEachEventAsEver() throws IOException {
    for (ConversationEvent event : EVENTS) golden(event.getClass().getSimpleName()).holds(event);
  }

  @Test
  void storesAMessageOfTextAloneAsEver() throws IOException {
    golden("PostedPlainly")
        .holds(new ConversationEvent.Posted(1, BORIS, TIME, "Hi", null, null, null, null, null));
  }

  @Test
  void storesAnOfferAsEver() throws IOException {
    OfferNote offer =
        new OfferNote(
            new TransferId("Hq3nTzv0S5yGq1WcXo7aZw"), OfferStatus.COMPLETED, 2, 5, "ä b.txt");
    golden("PostedOffer")
        .holds(new ConversationEvent.Posted(4, ANNA, TIME, null, "o", null, null, offer, true));
  }

  @Test
  void storesAReactionThatWasTakenBackAsEver() throws IOException {
    golden("ReactedNoMore").holds(new ConversationEvent.Reacted(3, BORIS, null));
  }

  @Test
  void storesTheSnapshotAsEver() throws IOException {
    golden("Snapshot").holds(snapshot(TIME));
  }

  @Test
  void readsTheSnapshotOfATimeThatKeptNoTimes() throws IOException {
    golden("SnapshotBeforeTimes").comesBackAs(snapshot(null));
  }

  private static Snapshot snapshot(Instant said) {
    // In order, because a golden file has one; the relay stores them in any.
    Map<Long, Change> changes = new TreeMap<>(Map.of(1L, new Change(5L), 2L, Change.deleted()));
    return new Snapshot(
        List.of(ANNA, BORIS),
        7,
        3,
        List.of(new Snapshot.Named("anna", "a1", 3, TIME)),
        List.of(2L),
        changes,
        Map.of(3L, Map.of("борис", Reaction.DISLIKE)),
        new ChannelState(CHANNEL, true, Posting.OWNERS, 2),
        List.of(ANNA),
        List.of(new Username("carl")),
        List.of(),
        said);
  }

  @Test
  void readsTheSnapshotOfATimeWithoutChannels() throws IOException {
    golden("SnapshotBeforeChannels")
        .comesBackAs(
            new Snapshot(
                List.of(ANNA, BORIS),
                7,
                3,
                List.of(new Snapshot.Named("anna", "a1", 3, TIME)),
                List.of(2L),
                Map.of(1L, new Change(5L), 2L, Change.deleted()),
                Map.of(3L, Map.of("борис", Reaction.DISLIKE)),
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void readsTheSnapshotOfATimeWhenAChannelKeptItsNameForEver() throws IOException {
    golden("SnapshotBeforeNewBeginnings")
        .comesBackAs(
            new Snapshot(
                List.of(ANNA, BORIS),
                7,
                3,
                List.of(new Snapshot.Named("anna", "a1", 3, TIME)),
                List.of(2L),
                Map.of(1L, new Change(5L), 2L, Change.deleted()),
                Map.of(3L, Map.of("борис", Reaction.DISLIKE)),
                new ChannelState(CHANNEL, true, Posting.OWNERS, 0),
                List.of(ANNA),
                List.of(new Username("carl")),
                List.of(),
                null));
  }

  @Test
  void storesTheDirectoryAsEver() throws IOException {
    golden("DirectoryOpened").holds(new Directory.Opened(CHANNEL));
    golden("DirectoryClosed").holds(new Directory.Closed(CHANNEL));
    golden("DirectorySnapshot").holds(new Directory.Snapshot(List.of(CHANNEL)));
  }

  @Test
  void comesBackFromASnapshotAsTheChannelItWas() {
    Username carl = new Username("carl");
    ConversationState state = ConversationState.NOT_BEGUN;
    for (ConversationEvent event :
        List.of(
            new ConversationEvent.ChannelCreated(CHANNEL, ANNA, true, Posting.OWNERS),
            new ConversationEvent.Invited(BORIS),
            new ConversationEvent.MemberJoined(BORIS, Role.MEMBER),
            new ConversationEvent.RoleChanged(BORIS, Role.OWNER),
            new ConversationEvent.MemberLeft(ANNA),
            new ConversationEvent.Invited(carl))) state = state.after(event);
    ConversationState restored = ConversationState.of(state.snapshot());
    assertThat(restored.snapshot()).isEqualTo(state.snapshot());
    assertThat(restored.channel()).isEqualTo(new ChannelState(CHANNEL, true, Posting.OWNERS, 0));
    assertThat(restored.members().isLastOwner(BORIS)).isTrue();
    assertThat(restored.isMember(ANNA)).isFalse();
    assertThat(restored.members().isInvited(BORIS)).isFalse(); // It was used.
    assertThat(restored.members().isInvited(carl)).isTrue();
    assertThat(ConversationState.NOT_BEGUN.isOpen()).isFalse();
  }

  @Test
  void comesBackFromASnapshotAsTheChannelThatBeganAnew() {
    ConversationState state = ConversationState.NOT_BEGUN;
    for (ConversationEvent event :
        List.of(
            new ConversationEvent.ChannelCreated(CHANNEL, ANNA, true, Posting.MEMBERS),
            new ConversationEvent.Posted(1, ANNA, TIME, "Hi", "a", null, null, null, null),
            new ConversationEvent.Reacted(1, ANNA, Reaction.LIKE),
            new ConversationEvent.Edited(1, "Hello", TIME),
            new ConversationEvent.Invited(BORIS),
            new ConversationEvent.MemberLeft(ANNA),
            new ConversationEvent.ChannelCreated(CHANNEL, ANNA, true, Posting.MEMBERS),
            new ConversationEvent.ChannelChanged(false, Posting.MEMBERS),
            new ConversationEvent.Posted(2, ANNA, TIME, "Hi", null, null, null, null, null)))
      state = state.after(event);
    ConversationState restored = ConversationState.of(state.snapshot());
    for (ConversationState either : List.of(state, restored)) {
      assertThat(either.has(1)).isFalse();
      assertThat(either.has(2)).isTrue();
      assertThat(either.members().isInvited(BORIS)).isFalse();
      assertThat(either.sentBefore(ANNA, "a")).isEmpty();
      assertThat(either.changedMessages()).isZero();
      assertThat(either.reactions().size()).isZero();
      assertThat(either.find(1, 2).oldest()).isEqualTo(2);
      assertThat(either.find(1, 1).to()).isZero();
    }
    assertThat(restored.snapshot()).isEqualTo(state.snapshot());
  }

  @Test
  void comesBackFromASnapshotAsItWas() {
    ConversationState state = ConversationState.NOT_BEGUN;
    state = state.after(EVENTS.get(0));
    for (long seq = 1; seq <= 200; seq++)
      state =
          state.after(
              new ConversationEvent.Posted(
                  seq, BORIS, TIME, "Hi", "ref" + seq, null, null, null, null));
    state = state.after(new ConversationEvent.Edited(7, "Hello", TIME));
    state = state.after(new ConversationEvent.Deleted(8));
    state = state.after(new ConversationEvent.Reacted(9, ANNA, Reaction.LIKE));
    state = state.after(new ConversationEvent.Reacted(9, BORIS, Reaction.DISLIKE));
    ConversationState restored = ConversationState.of(state.snapshot());
    assertThat(restored.snapshot()).isEqualTo(state.snapshot());
    for (ConversationState either : List.of(state, restored)) {
      either.after(
          new ConversationEvent.Posted(201, ANNA, TIME, "Hi", "another", null, null, null, null));
      assertThat(either.head()).isEqualTo(201);
      assertThat(either.sentBefore(BORIS, "ref3")).contains(new ConversationReply.Stored(3, TIME));
      assertThat(either.sentBefore(ANNA, "ref3")).isEmpty();
    }
    assertThat(restored.snapshot()).isEqualTo(state.snapshot());
    assertThat(restored.find(1, 201)).isEqualTo(state.find(1, 201));
  }

  @Test
  void forgetsNoEvent() {
    assertThat(EVENTS.stream().<Class<?>>map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(records(ConversationEvent.class).toList());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(StoredConversationTest::records)
        : Stream.of(type);
  }

  private static GoldenFile golden(String name) {
    return GoldenFile.named("conversation/" + name, KIT.system());
  }
}
