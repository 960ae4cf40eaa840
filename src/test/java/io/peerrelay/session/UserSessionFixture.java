package io.peerrelay.session;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One session of its own for each test, and two devices that may attach to it. */
abstract class UserSessionFixture {
  static final int OPEN_AT_ONCE = 3;
  static final Username ANNA = new Username("anna");

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  TestProbe<ClusterSharding.ShardCommand> shard;
  TestProbe<DeviceMessage> laptop;
  TestProbe<DeviceMessage> phone;
  EventSourcedBehaviorTestKit<SessionCommand, SessionEvent, SessionState> session;

  @BeforeEach
  void start() {
    String key = "boris-" + System.nanoTime();
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

  void attach(TestProbe<DeviceMessage> device) {
    attach(device, false);
  }

  void attach(TestProbe<DeviceMessage> device, boolean again) {
    session.runCommand(new SessionCommand.Attach(device.getRef(), null, again));
    device.expectMessageClass(DeviceMessage.Attached.class);
  }

  SessionCommand.Presence ask() {
    return session
        .<SessionCommand.Presence>runCommand(to -> new SessionCommand.AskPresence(null, to))
        .reply();
  }

  static ServerMessage.Offer offer(Duration lifetime) {
    return new ServerMessage.Offer(
        TransferId.random(),
        ANNA,
        List.of(FileInfo.of("a.bin", 7)),
        null,
        Instant.now().plus(lifetime));
  }

  static ServerMessage.Offer offer() {
    return offer(Duration.ofMinutes(5));
  }

  CommandResultWithReply<SessionCommand, SessionEvent, SessionState, SessionCommand.Presence>
      offered(ServerMessage.Offer offer) {
    return session.runCommand(replyTo -> new SessionCommand.Offer(offer, replyTo));
  }
}
