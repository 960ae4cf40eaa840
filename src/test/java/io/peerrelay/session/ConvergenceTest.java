package io.peerrelay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.Address;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.sharding.ShardRegion.ClusterShardingStats;
import akka.cluster.sharding.typed.GetClusterShardingStats;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import io.peerrelay.protocol.Username;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many users who come at once are seen online on every node; a node that joins moves little. */
class ConvergenceTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int OPEN_AT_ONCE = 3;
  private static final int SHARDS = 100;

  private static final Duration ASK_AGAIN = Duration.ofSeconds(6);

  private final List<OneNodeCluster> nodes = new ArrayList<>();

  /** What each user's device says to come online. */
  private final Map<Username, Runnable> attaching = new HashMap<>();

  @AfterEach
  void stop() {
    for (int node = nodes.size() - 1; node >= 0; node--) nodes.get(node).afterAll(null);
  }

  private void addNodes(int count) {
    for (int i = 0; i < count; i++) {
      OneNodeCluster node = new OneNodeCluster();
      if (nodes.isEmpty()) node.beforeAll(null);
      else node.start(nodes.get(0));
      nodes.add(node);
      UserSession.init(node.system(), OPEN_AT_ONCE);
    }
  }

  private static Set<Username> users(String name, int count) {
    Set<Username> users = new HashSet<>();
    for (int i = 0; i < count; i++) users.add(new Username(name + "-" + i));
    return users;
  }

  /** Every user with a device on one of the nodes in turn. */
  private void comeOnline(Set<Username> users) {
    List<TestProbe<DeviceMessage>> devices = new ArrayList<>();
    for (OneNodeCluster node : nodes) devices.add(node.probe());
    int next = 0;
    for (Username user : users) {
      int at = next++ % nodes.size();
      attaching.put(
          user,
          () ->
              UserSession.of(nodes.get(at).system(), user)
                  .tell(new SessionCommand.Attach(devices.get(at).getRef(), null, false)));
      attaching.get(user).run();
    }
  }

  /**
   * Returns when this node sees each of them online. What is told to a shard on its way to another
   * node may be lost: devices ask again, as connections do.
   */
  private void awaitAll(OneNodeCluster node, Set<Username> users, Duration deadline) {
    Set<Username> missing = new HashSet<>(users);
    AtomicLong asked = new AtomicLong(System.nanoTime());
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(deadline)
        .until(
            () -> {
              boolean all = System.nanoTime() - asked.get() > ASK_AGAIN.toNanos();
              Set<Username> some = all ? Set.copyOf(missing) : some(missing);
              Set<Username> seen = seen(node, some);
              missing.removeAll(seen);
              while (!missing.isEmpty() && seen.size() == some.size()) {
                some = some(missing);
                seen = seen(node, some);
                missing.removeAll(seen);
              }
              if (all) {
                missing.forEach(user -> attaching.get(user).run());
                asked.set(System.nanoTime());
              }
              return missing.isEmpty();
            });
  }

  /** Few enough to ask for without taking the time of those who are still coming. */
  private static Set<Username> some(Set<Username> users) {
    return users.stream().limit(500).collect(Collectors.toSet());
  }

  /** Those of them whom this node sees online. */
  private static Set<Username> seen(OneNodeCluster node, Set<Username> users) {
    TestProbe<Receptionist.Listing> listings = node.probe();
    Map<String, Username> byKey = new HashMap<>();
    for (Username user : users) {
      byKey.put(UserSession.serviceKey(user).id(), user);
      node.system()
          .receptionist()
          .tell(Receptionist.find(UserSession.serviceKey(user), listings.getRef()));
    }
    Set<Username> seen = new HashSet<>();
    for (int i = 0; i < byKey.size(); i++) {
      Receptionist.Listing listing = listings.receiveMessage(LONG);
      Username user = byKey.get(listing.getKey().id());
      if (!listing.getServiceInstances(UserSession.serviceKey(user)).isEmpty()) seen.add(user);
    }
    listings.stop();
    return seen;
  }

  /** Returns when all nodes see them online. */
  private void comeTogether(Set<Username> users) {
    comeOnline(users);
    for (OneNodeCluster node : nodes) awaitAll(node, users, Duration.ofMinutes(5));
  }

  @Test
  void everyNodeSeesWhoIsOnline() {
    addNodes(3);
    comeTogether(users("user", 300));
  }

  /** The figure is what design and docs/scale.md speak of; it prints how long it took. */
  @Test
  @Tag("soak")
  void thirtyThousandUsersWhoComeAtOnceAreSeenOnEveryNodeWithinThirtySeconds() {
    addNodes(3);
    // The first to come wait for the shards to be given out and for Java's compiler: not a part of
    // this.
    comeTogether(users("first", 3_000));
    Set<Username> users = users("user", 30_000);
    long start = System.nanoTime();
    comeTogether(users);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("30,000 users are seen on 3 nodes after " + taken.toMillis() + " ms");
    assertThat(taken).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aNodeThatJoinsTakesItsPartAndMostStaysWhereItIs() {
    addNodes(3);
    comeOnline(users("user", 2_000)); // So that there is somebody in every shard.
    await().atMost(LONG).until(() -> homes().size() == SHARDS && isEven(homes()));
    Map<String, Address> before = homes();
    addNodes(1);
    Address fourth = Cluster.get(nodes.get(3).system()).selfMember().address();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> homes().containsValue(fourth) && homes().size() == SHARDS && isEven(homes()));
    Map<String, Address> after = homes();
    long moved =
        after.keySet().stream()
            .filter(shard -> !after.get(shard).equals(before.get(shard)))
            .count();
    assertThat(moved).as("shards that moved").isBetween(SHARDS / 4L, SHARDS / 2L);
  }

  private static boolean isEven(Map<String, Address> homes) {
    Map<Address, Long> shards =
        homes.values().stream().collect(Collectors.groupingBy(home -> home, Collectors.counting()));
    return Collections.max(shards.values()) - Collections.min(shards.values()) <= 1;
  }

  /** Which node each shard is on. */
  private Map<String, Address> homes() {
    TestProbe<ClusterShardingStats> stats = nodes.get(0).probe();
    ClusterSharding.get(nodes.get(0).system())
        .shardState()
        .tell(new GetClusterShardingStats(UserSession.TYPE, LONG, stats.getRef()));
    Map<String, Address> homes = new HashMap<>();
    stats
        .receiveMessage(LONG)
        .getRegions()
        .forEach(
            (address, region) ->
                region.getStats().keySet().forEach(shard -> homes.put(shard, address)));
    return homes;
  }
}
