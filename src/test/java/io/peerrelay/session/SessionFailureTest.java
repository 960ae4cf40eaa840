package io.peerrelay.session;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionFailureTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  private final String key = "boris-" + System.nanoTime();
  private TestProbe<ClusterSharding.ShardCommand> shard;
  private TestProbe<SessionCommand.Presence> presence;
  private TestProbe<DeviceMessage> device;
  private ActorRef<SessionCommand> session;

  @BeforeEach
  void start() {
    shard = cluster.probe();
    presence = cluster.probe();
    device = cluster.probe();
    session = cluster.kit().spawn(UserSession.create(key, shard.getRef(), 3));
    session.tell(new SessionCommand.Attach(device.getRef(), null, false));
    device.expectMessageClass(DeviceMessage.Attached.class, LONG);
  }

  private static ServerMessage.Offer offer() {
    return new ServerMessage.Offer(
        TransferId.random(),
        new Username("anna"),
        List.of(FileInfo.of("a.bin", 7)),
        null,
        Instant.now().plusSeconds(60));
  }

  @Test
  void keepsItsDevicesWhenAWriteFailsAndPassivatesInTheEnd() {
    cluster.journal().failNextPersisted("UserSession|" + key);
    session.tell(new SessionCommand.Offer(offer(), presence.getRef()));
    session.tell(new SessionCommand.AskPresence(null, presence.getRef()));
    // The first answer is the one to the second question: the offer was not kept.
    presence.expectMessage(LONG, SessionCommand.Presence.ONLINE);
    presence.expectNoMessage(Duration.ofMillis(100));
    device.expectNoMessage(Duration.ofMillis(100));

    ServerMessage.Offer kept = offer();
    session.tell(new SessionCommand.Offer(kept, presence.getRef()));
    presence.expectMessage(LONG, SessionCommand.Presence.ONLINE);
    device.expectMessage(LONG, new DeviceMessage.Push(kept));
    session.tell(
        new SessionCommand.CloseOffer(
            kept.transfer(), new ServerMessage.Withdrawn(kept.transfer(), "x"), null));
    device.stop();
    // By the timer, which the restart has to start anew.
    shard.expectMessageClass(ClusterSharding.Passivate.class, LONG);
  }

  @Test
  void showsWhatWasStoredThoughItsWriteSeemedToFail() {
    ServerMessage.Offer stored = offer();
    String id = "UserSession|" + key;
    cluster.journal().persistForRecovery(id, List.of(new SessionEvent.OfferArrived(stored)));
    cluster.journal().failNextPersisted(id);
    session.tell(new SessionCommand.Offer(stored, presence.getRef()));
    device.expectMessage(LONG, new DeviceMessage.Push(stored));
  }
}
