package io.peerrelay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserSessionTest extends UserSessionFixture {
  private static final ConversationId CONVERSATION = new ConversationId("anna:boris");

  @Test
  void isOfflineWithoutADevice() {
    assertThat(ask()).isEqualTo(SessionCommand.Presence.OFFLINE);
    var result = offered(offer());
    assertThat(result.reply()).isEqualTo(SessionCommand.Presence.OFFLINE);
    assertThat(result.hasNoEvents()).isTrue();
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
  void tellsADeviceOfItsPredecessorWhatWasSaidBeforeItCame() {
    SessionCommand.Deliver said = message(Instant.now());
    session.runCommand(said);
    attach(laptop, true);
    laptop.expectMessage(new DeviceMessage.Push(said.message()));
    SessionCommand.Deliver later = message(Instant.now());
    session.runCommand(later);
    laptop.expectMessage(new DeviceMessage.Push(later.message()));
    attach(phone, true);
    phone.expectMessage(new DeviceMessage.Push(said.message()));
    phone.expectMessage(new DeviceMessage.Push(later.message()));
    attach(laptop, true);
    laptop.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void tellsADeviceThatComesForTheFirstTimeOnlyWhatIsNew() {
    session.runCommand(message(Instant.now()));
    attach(laptop, false);
    laptop.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void keepsWhatWasMissedOnlyForAMoment() {
    session.runCommand(message(Instant.now()));
    session.runCommand(new SessionCommand.CheckIdle());
    attach(laptop, true);
    laptop.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void keepsOnlyTheNewestOfWhatWasMissed() {
    for (int i = 0; i <= Missed.MOST; i++)
      session.runCommand(message(Instant.ofEpochSecond(1_800_000_000L + i)));
    attach(laptop, true);
    List<DeviceMessage> told = laptop.receiveSeveralMessages(Missed.MOST);
    assertThat(told.get(0))
        .isEqualTo(
            new DeviceMessage.Push(message(Instant.ofEpochSecond(1_800_000_001L)).message()));
    laptop.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void tellsOfAnOfferThatWasTakenWhileADeviceWasOnItsWayAllButTheOneThatTookIt() {
    ServerMessage.Offer offer = offer();
    session.initialize(new SessionEvent.OfferArrived(offer));
    ServerMessage taken = new ServerMessage.Withdrawn(offer.transfer(), "taken");
    session.runCommand(new SessionCommand.CloseOffer(offer.transfer(), taken, laptop.getRef()));
    attach(laptop, true);
    laptop.expectNoMessage(Duration.ofMillis(100));
    attach(phone, true);
    phone.expectMessage(new DeviceMessage.Push(taken));
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
    session.runCommand(new SessionCommand.Attach(device.getRef(), by, false));
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
