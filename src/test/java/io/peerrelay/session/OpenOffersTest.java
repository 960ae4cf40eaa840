package io.peerrelay.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session keeps of offers that wait for its user, and whom it shows them to. */
class OpenOffersTest extends UserSessionFixture {
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
  void forgetsExpiredOffersWhenADeviceAttaches() {
    ServerMessage.Offer expired = offer(Duration.ofMinutes(-1));
    session.initialize(new SessionEvent.OfferArrived(expired));
    var result = session.runCommand(new SessionCommand.Attach(laptop.getRef(), null, false));
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
}
