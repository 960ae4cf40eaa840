package io.peerrelay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.peerrelay.protocol.Username;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When others find a session through the Receptionist, and when no longer. */
class RegistrationTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  private final String name = "boris-" + System.nanoTime();
  private final ServiceKey<SessionCommand> key = UserSession.serviceKey(new Username(name));
  private TestProbe<ClusterSharding.ShardCommand> shard;
  private TestProbe<Receptionist.Listing> listings;
  private TestProbe<DeviceMessage> laptop;
  private ActorRef<SessionCommand> session;

  @BeforeEach
  void start() {
    shard = cluster.probe();
    listings = cluster.probe();
    laptop = cluster.probe();
    session = cluster.kit().spawn(UserSession.create(name, shard.getRef(), 3));
  }

  private void attach(TestProbe<DeviceMessage> device) {
    session.tell(new SessionCommand.Attach(device.getRef(), null, false));
    device.expectMessageClass(DeviceMessage.Attached.class, LONG);
  }

  private void subscribe() {
    cluster.system().receptionist().tell(Receptionist.subscribe(key, listings.getRef()));
  }

  private Set<ActorRef<SessionCommand>> registered() {
    return listings.receiveMessage(LONG).getServiceInstances(key);
  }

  @Test
  void isRegisteredWhileADeviceIsAttached() {
    subscribe();
    assertThat(registered()).isEmpty();
    attach(laptop);
    assertThat(registered()).containsOnly(session);
    laptop.stop();
    assertThat(registered()).isEmpty();
    attach(cluster.probe());
    assertThat(registered()).containsOnly(session);
  }

  /** A device may come back while the leave of the last one is on its way. */
  @Test
  void staysRegisteredHoweverQuicklyDevicesComeAndGo() {
    attach(laptop);
    for (int i = 0; i < 30; i++) {
      laptop.stop();
      laptop = cluster.probe();
      attach(laptop);
    }
    await()
        .during(Duration.ofMillis(500))
        .until(
            () -> {
              cluster.system().receptionist().tell(Receptionist.find(key, listings.getRef()));
              return registered().equals(Set.of(session));
            });
  }

  @Test
  void leavesTheReceptionistWhenItIsToldToStopThoughADeviceIsAttached() {
    attach(laptop);
    subscribe();
    await().until(() -> registered().contains(session));
    session.tell(new SessionCommand.Stop());
    listings.expectTerminated(session, LONG);
    assertThat(registered()).isEmpty();
  }

  @Test
  void stopsAtOnceWhenNobodyIsAttached() {
    session.tell(new SessionCommand.Stop());
    listings.expectTerminated(session, LONG);
  }
}
