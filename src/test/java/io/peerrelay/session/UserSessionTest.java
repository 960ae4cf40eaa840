package io.peerrelay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UserSessionTest {
  private static final int OPEN_AT_ONCE = 3;
  private static final Username ANNA = new Username("anna");
  private static final ConversationId CONVERSATION = new ConversationId("anna:boris");

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  private String key;
  private TestProbe<ClusterSharding.ShardCommand> shard;
  private TestProbe<DeviceMessage> laptop;
  private TestProbe<DeviceMessage> phone;
  private EventSourcedBehaviorTestKit<SessionCommand, SessionEvent, SessionState> session;

  @BeforeEach
  void start() {
    key = "boris-" + System.nanoTime();
    shard = cluster.probe();
    laptop = cluster.probe();
    phone = cluster.probe();
    session =
        EventSourcedBehaviorTestKit.create(
            cluster.system(), UserSession.create(key, shard.getRef(), OPEN_AT_ONCE));
  }

  @AfterEach
  void leaveNothingBehind() {
    laptop.stop();
    phone.stop();
  }

  private static ServerMessage.Offer offer(Duration lifetime) {
    return new ServerMessage.Offer(
        TransferId.random(),
        ANNA,
        List.of(FileInfo.of("a.bin", 7)),
        null,
        Instant.now().plus(lifetime));
  }

  private static ServerMessage.Offer offer() {
    return offer(Duration.ofMinutes(5));
  }

  private void attach(TestProbe<DeviceMessage> device) {
    session.runCommand(new SessionCommand.Attach(device.getRef(), null));
    device.expectMessageClass(DeviceMessage.Attached.class);
  }

  private SessionCommand.Presence ask() {
    return session
        .<SessionCommand.Presence>runCommand(to -> new SessionCommand.AskPresence(null, to))
        .reply();
  }

  private CommandResultWithReply<
          SessionCommand, SessionEvent, SessionState, SessionCommand.Presence>
      offered(ServerMessage.Offer offer) {
    return session.runCommand(replyTo -> new SessionCommand.Offer(offer, replyTo));
  }

  @Test
  void isOfflineWithoutADevice() {
    assertThat(ask()).isEqualTo(SessionCommand.Presence.OFFLINE);
    var result = offered(offer());
    assertThat(result.reply()).isEqualTo(SessionCommand.Presence.OFFLINE);
    assertThat(result.hasNoEvents()).isTrue();
  }

  @Test
  void keepsAnOfferAndShowsItToEveryDevice() {
    attach(laptop);
    attach(phone);
    ServerMessage.Offer offer = offer();
    var result = offered(offer);
    assertThat(result.reply()).isEqualTo(SessionCommand.Presence.ONLINE);
    assertThat(result.event()).isEqualTo(new SessionEvent.OfferArrived(offer));
    assertThat(result.state()).isEqualTo(SessionState.NONE.with(offer));
    laptop.expectMessage(new DeviceMessage.Push(offer));
    phone.expectMessage(new DeviceMessage.Push(offer));
  }

  @Test
  void keepsAnOfferThatComesTwiceOnce() {
    attach(laptop);
    ServerMessage.Offer offer = offer();
    offered(offer);
    var again = offered(offer);
    assertThat(again.reply()).isEqualTo(SessionCommand.Presence.ONLINE);
    assertThat(again.hasNoEvents()).isTrue();
    laptop.expectMessage(new DeviceMessage.Push(offer));
    laptop.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void showsAnAttachedDeviceWhatWaitsOldestFirst() {
    ServerMessage.Offer first = offer();
    ServerMessage.Offer second = offer();
    session.initialize(new SessionEvent.OfferArrived(first), new SessionEvent.OfferArrived(second));
    attach(laptop);
    laptop.expectMessage(new DeviceMessage.Push(first));
    laptop.expectMessage(new DeviceMessage.Push(second));
  }

  @Test
  void attachesADeviceThatAsksTwiceOnce() {
    attach(laptop);
    attach(laptop);
    ServerMessage.Offer offer = offer();
    offered(offer);
    laptop.expectMessage(new DeviceMessage.Push(offer));
    laptop.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void forgetsExpiredOffersWhenADeviceAttaches() {
    ServerMessage.Offer expired = offer(Duration.ofMinutes(-1));
    session.initialize(new SessionEvent.OfferArrived(expired));
    var result = session.runCommand(new SessionCommand.Attach(laptop.getRef(), null));
    assertThat(result.event()).isEqualTo(new SessionEvent.OfferClosed(expired.transfer()));
    assertThat(result.state()).isEqualTo(SessionState.NONE);
    laptop.expectMessageClass(DeviceMessage.Attached.class);
    laptop.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void isFullWhenAsManyOffersWaitAsMay() {
    attach(laptop);
    for (int i = 0; i < OPEN_AT_ONCE; i++)
      assertThat(offered(offer()).reply()).isEqualTo(SessionCommand.Presence.ONLINE);
    assertThat(ask()).isEqualTo(SessionCommand.Presence.FULL);
    var result = offered(offer());
    assertThat(result.reply()).isEqualTo(SessionCommand.Presence.FULL);
    assertThat(result.hasNoEvents()).isTrue();
  }

  @Test
  void isFullWhenTheOffersThatWaitAreTooLong() {
    attach(laptop);
    List<FileInfo> files = Collections.nCopies(300, FileInfo.of("x".repeat(1_000), 1));
    ServerMessage.Offer offer =
        new ServerMessage.Offer(
            TransferId.random(), ANNA, files, null, Instant.now().plusSeconds(60));
    assertThat(offered(offer).reply()).isEqualTo(SessionCommand.Presence.ONLINE);
    assertThat(ask()).isEqualTo(SessionCommand.Presence.FULL);
  }

  @Test
  void countsNoExpiredOfferAsWaiting() {
    for (int i = 0; i < OPEN_AT_ONCE; i++)
      session.initialize(new SessionEvent.OfferArrived(offer(Duration.ofMinutes(-1))));
    attach(laptop);
    assertThat(ask()).isEqualTo(SessionCommand.Presence.ONLINE);
  }

  @Test
  void tellsTheOtherDevicesThatAnOfferIsClosed() {
    attach(laptop);
    attach(phone);
    ServerMessage.Offer offer = offer();
    offered(offer);
    laptop.expectMessageClass(DeviceMessage.Push.class);
    phone.expectMessageClass(DeviceMessage.Push.class);
    ServerMessage.Withdrawn notice = new ServerMessage.Withdrawn(offer.transfer(), "because");
    var result =
        session.runCommand(new SessionCommand.CloseOffer(offer.transfer(), notice, phone.getRef()));
    assertThat(result.event()).isEqualTo(new SessionEvent.OfferClosed(offer.transfer()));
    assertThat(result.state()).isEqualTo(SessionState.NONE);
    laptop.expectMessage(new DeviceMessage.Push(notice));
    phone.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void saysNothingOfAnOfferThatItDoesNotHold() {
    attach(laptop);
    TransferId unknown = TransferId.random();
    var result =
        session.runCommand(
            new SessionCommand.CloseOffer(
                unknown, new ServerMessage.Withdrawn(unknown, "because"), null));
    assertThat(result.hasNoEvents()).isTrue();
    laptop.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void endsTheSessionOfEveryDevice() {
    attach(laptop);
    attach(phone);
    session.runCommand(new SessionCommand.EndAll("password reset"));
    laptop.expectMessage(new DeviceMessage.End("password reset"));
    phone.expectMessage(new DeviceMessage.End("password reset"));
  }

  @Test
  void recoversWhatWaits() {
    attach(laptop);
    ServerMessage.Offer kept = offer();
    ServerMessage.Offer closed = offer();
    offered(kept);
    offered(closed);
    session.runCommand(
        new SessionCommand.CloseOffer(
            closed.transfer(), new ServerMessage.Withdrawn(closed.transfer(), "x"), null));
    assertThat(session.restart().state()).isEqualTo(SessionState.NONE.with(kept));
  }

  @Test
  void isOfflineOnceItsLastDeviceStopped() {
    attach(laptop);
    attach(phone);
    laptop.stop();
    assertThat(ask()).isEqualTo(SessionCommand.Presence.ONLINE);
    phone.stop();
    await().until(() -> ask() == SessionCommand.Presence.OFFLINE);
  }

  @Test
  void passivatesOnlyWithoutDevicesAndWithoutAnythingWaiting() {
    ServerMessage.Offer offer = offer();
    session.initialize(new SessionEvent.OfferArrived(offer));
    session.runCommand(new SessionCommand.CheckIdle());
    attach(laptop);
    session.runCommand(
        new SessionCommand.CloseOffer(
            offer.transfer(), new ServerMessage.Withdrawn(offer.transfer(), "x"), null));
    session.runCommand(new SessionCommand.CheckIdle());
    shard.expectNoMessage(Duration.ofMillis(100));
    laptop.stop();
    await().until(() -> ask() == SessionCommand.Presence.OFFLINE);
    await()
        .untilAsserted(
            () -> {
              session.runCommand(new SessionCommand.CheckIdle());
              shard.expectMessageClass(ClusterSharding.Passivate.class, Duration.ofMillis(100));
            });
  }

  private static SessionCommand.Deliver message(Instant at) {
    return new SessionCommand.Deliver(
        CONVERSATION,
        new ConversationMessage.Message(
            CONVERSATION, 1, ANNA, at, "Hi", null, null, null, null, null, null, null));
  }

  private SessionCommand.Conversations conversations() {
    return session
        .<SessionCommand.Conversations>runCommand(SessionCommand.ListConversations::new)
        .reply();
  }

  @Test
  void keepsWhenSomethingWasSaidToTheMinute() {
    Instant noon = Instant.parse("2026-01-31T12:00:00Z");
    assertThat(session.runCommand(message(noon)).event())
        .isEqualTo(new SessionEvent.ConversationEntered(CONVERSATION, noon));
    assertThat(session.runCommand(message(noon.plusSeconds(60))).hasNoEvents()).isTrue();
    assertThat(session.runCommand(message(noon.plusSeconds(61))).hasNoEvents()).isFalse();
    assertThat(session.runCommand(message(noon)).hasNoEvents()).isTrue();
    session.restart();
    assertThat(conversations().heard()).containsEntry(CONVERSATION, noon.plusSeconds(61));
    assertThat(conversations().read()).containsEntry(CONVERSATION, 0L);
  }

  @Test
  void recallsWhenSomethingWasSaidOnlyWhereThatIsMissing() {
    Instant noon = Instant.parse("2026-01-31T12:00:00Z");
    session.initialize(new SessionEvent.ConversationEntered(CONVERSATION, null));
    assertThat(conversations().heard()).isEmpty();
    ConversationId ofOthers = new ConversationId("carl:dora");
    session.runCommand(new SessionCommand.Recall(Map.of(CONVERSATION, noon, ofOthers, noon)));
    assertThat(conversations().heard()).isEqualTo(Map.of(CONVERSATION, noon));
    assertThat(
            session
                .runCommand(new SessionCommand.Recall(Map.of(CONVERSATION, noon.plusSeconds(90))))
                .hasNoEvents())
        .isTrue();
  }

  private void attach(TestProbe<DeviceMessage> device, SessionId by) {
    session.runCommand(new SessionCommand.Attach(device.getRef(), by));
  }

  @Test
  void endsTheDevicesOfOneSessionAndThoseThatWereOnTheirWay() {
    SessionId one = new SessionId("one");
    SessionId other = new SessionId("other");
    attach(laptop, one);
    laptop.expectMessageClass(DeviceMessage.Attached.class);
    attach(phone, other);
    phone.expectMessageClass(DeviceMessage.Attached.class);
    assertThat(session.<SessionCommand.Online>runCommand(SessionCommand.ListDevices::new).reply())
        .isEqualTo(new SessionCommand.Online(Set.of(one, other)));
    session.runCommand(new SessionCommand.End(one, "why"));
    laptop.expectMessage(new DeviceMessage.End("why"));
    phone.expectNoMessage();
    TestProbe<DeviceMessage> late = cluster.probe();
    attach(late, one);
    late.expectMessageClass(DeviceMessage.End.class);
    late.stop();
  }
}
