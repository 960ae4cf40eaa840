package io.peerrelay.testing;

import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.persistence.query.PersistenceQuery;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import akka.persistence.testkit.query.javadsl.PersistenceTestKitReadJournal;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An actor system as the relay runs it, a cluster of one node, with a journal that can be made to
 * fail.
 */
public final class OneNodeCluster implements BeforeAllCallback, AfterAllCallback {
  private static final String SETTINGS =
      """
      akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      akka.cluster.sharding.rebalance-interval = 1s
      akka.actor.serialization-bindings { "io.peerrelay.journal.CborSerializable" = jackson-cbor }
      """;

  /** A node that leaves a cluster takes its time. */
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(60);

  private static final Duration JOIN_DEADLINE = Duration.ofSeconds(30);

  private ActorTestKit kit;
  private PersistenceTestKit journal;

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
    join(this);
  }

  /** As one more node of that one's cluster. */
  public void start(OneNodeCluster first) {
    start();
    join(first);
  }

  private void join(OneNodeCluster first) {
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(Cluster.get(first.kit.system()).selfMember().address()));
    await().atMost(JOIN_DEADLINE).until(() -> cluster.selfMember().status() == MemberStatus.up());
  }

  /** Starts the system, which is not a cluster yet. */
  public void start() {
    Config config =
        ConfigFactory.parseString(SETTINGS)
            .withFallback(EventSourcedBehaviorTestKit.config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load());
    kit = ActorTestKit.create("peer-relay", config);
    journal = PersistenceTestKit.create(kit.system());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    ActorTestKit.shutdown(kit.system(), STOP_DEADLINE);
  }

  public ActorTestKit kit() {
    return kit;
  }

  public ActorSystem<?> system() {
    return kit.system();
  }

  public PersistenceTestKit journal() {
    return journal;
  }

  /** What was stored in it. */
  public PersistenceTestKitReadJournal stored() {
    return PersistenceQuery.get(kit.system())
        .getReadJournalFor(
            PersistenceTestKitReadJournal.class, PersistenceTestKitReadJournal.Identifier());
  }

  public <T> TestProbe<T> probe() {
    return kit.createTestProbe();
  }
}
