package io.peerrelay.node;

import akka.actor.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.ClusterSharding;
import akka.cluster.sharding.ShardRegion;
import akka.pattern.Patterns;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerrelay.connection.Connections;
import io.peerrelay.transfer.Legs;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What is on one node now.
 *
 * @param users who are logged in here, on one device or more
 * @param transfers whose bytes run through here
 * @param entities how many are awake here, by kind; -1 where that could not be had in time
 */
record NodeReport(
    String node,
    String version,
    String status,
    long uptimeSeconds,
    int connections,
    int users,
    int transfers,
    Map<String, Integer> entities) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the figures come from. */
  record Source(
      ActorSystem<?> system,
      Membership membership,
      String version,
      akka.actor.typed.ActorRef<Connections.Command> connections,
      Legs legs) {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    CompletionStage<NodeReport> make() {
      return AskPattern.<Connections.Command, Connections.Counts>ask(
              connections, Connections.Count::new, LIMIT, system.scheduler())
          .thenCombine(entities(), this::make);
    }

    private NodeReport make(Connections.Counts counts, Map<String, Integer> entities) {
      return new NodeReport(
          membership.address(),
          version,
          membership.status(),
          Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()).toSeconds(),
          counts.connections(),
          counts.users(),
          legs.size(),
          entities);
    }

    private CompletionStage<Map<String, Integer>> entities() {
      ClusterSharding sharding = ClusterSharding.get(system);
      CompletionStage<Map<String, Integer>> all =
          CompletableFuture.completedFuture(new TreeMap<>());
      for (String type : sharding.getShardTypeNames())
        all =
            all.thenCombine(
                entities(sharding.shardRegion(type)),
                (counts, count) -> {
                  counts.put(type, count);
                  return counts;
                });
      return all;
    }

    private static CompletionStage<Integer> entities(ActorRef region) {
      return Patterns.ask(region, ShardRegion.getRegionStatsInstance(), LIMIT)
          .handle(
              (stats, failure) ->
                  stats instanceof ShardRegion.ShardRegionStats known
                      ? known.getStats().values().stream()
                          .mapToInt(n -> ((Number) n).intValue())
                          .sum()
                      : -1);
    }
  }
}
