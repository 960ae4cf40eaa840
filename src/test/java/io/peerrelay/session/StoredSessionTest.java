package io.peerrelay.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.journal.GoldenFile;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Standing;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Sessions that were stored once can be read for ever. */
class StoredSessionTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.actor.provider = local")
              .withFallback(ConfigFactory.load()));
  private static final Instant TIME = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final ServerMessage.Offer OFFER =
      new ServerMessage.Offer(
          new TransferId("Hq3nTzv0S5yGq1WcXo7aZw"),
          new Username("Anna"),
          List.of(FileInfo.of("ä b.txt", 5)),
          "As promised",
          TIME);
  private static final ConversationId CONVERSATION = new ConversationId("anna:борис");
  private static final List<SessionEvent> EVENTS =
      List.of(
          new SessionEvent.OfferArrived(OFFER),
          new SessionEvent.OfferClosed(OFFER.transfer()),
          new SessionEvent.TransferOpened(OFFER.transfer()),
          new SessionEvent.TransferClosed(OFFER.transfer()),
          new SessionEvent.ConversationEntered(CONVERSATION, null),
          new SessionEvent.MessagesRead(CONVERSATION, 42),
          new SessionEvent.ConversationLeft(CONVERSATION),
          new SessionEvent.ContactSet(OFFER.from(), Standing.TRUSTED),
          new SessionEvent.VisibilitySet(false, TIME),
          new SessionEvent.LastSeen(TIME));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void storesEachEventAsEver() throws IOException {
    for (SessionEvent event : EVENTS)
      GoldenFile.named("session/" + event.getClass().getSimpleName(), KIT.system()).holds(event);
  }

  @Test
  void storesWhenSomethingWasSaidAsEver() throws IOException {
    GoldenFile.named("session/ConversationHeard", KIT.system())
        .holds(new SessionEvent.ConversationEntered(CONVERSATION, TIME));
  }

  @Test
  void storesTheSnapshotAsEver() throws IOException {
    GoldenFile.named("session/SessionState", KIT.system())
        .holds(
            SessionState.NONE
                .with(OFFER)
                .opened(OFFER.transfer())
                .read(CONVERSATION, 42)
                .entered(CONVERSATION, TIME)
                .with(OFFER.from(), Standing.BLOCKED)
                .with(new SessionState.Visibility(true, TIME)));
  }

  @Test
  void readsTheSnapshotOfATimeThatKeptNoTimes() throws IOException {
    GoldenFile.named("session/SessionStateBeforeTimes", KIT.system())
        .comesBackAs(
            SessionState.NONE
                .with(OFFER)
                .opened(OFFER.transfer())
                .read(CONVERSATION, 42)
                .with(OFFER.from(), Standing.BLOCKED)
                .with(new SessionState.Visibility(true, TIME)));
  }

  @Test
  void readsTheSnapshotOfATimeWithoutConversations() throws IOException {
    GoldenFile.named("session/OpenOffersBeforeConversations", KIT.system())
        .comesBackAs(SessionState.NONE.with(OFFER).opened(OFFER.transfer()));
  }

  @Test
  void forgetsNoEvent() {
    assertThat(EVENTS.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(SessionEvent.class.getPermittedSubclasses());
  }
}
