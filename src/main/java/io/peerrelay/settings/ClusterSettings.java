package io.peerrelay.settings;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How nodes reach, find and watch each other; see conf/relay.conf.
 *
 * @param host under which other nodes reach this one
 * @param bytesPort where they bring the bytes of files
 * @param join the nodes to join, each once; empty for a cluster of its own, or one that is found
 * @param joinDeadline how long that may take
 * @param management where the node is watched and drained
 * @param appVersion empty for the program's own
 * @param stableAfter how long who is reachable must not have changed before others are given up
 * @param drainTime over which the clients are sent away when the node stops
 * @param tls empty: nodes talk in the clear
 */
public record ClusterSettings(
    String host,
    int port,
    int bytesPort,
    List<InetSocketAddress> join,
    Duration joinDeadline,
    DiscoverySettings discovery,
    InetSocketAddress management,
    String appVersion,
    Duration stableAfter,
    Duration drainTime,
    Optional<ClusterTls> tls) {
  /** Good to listen on, but nobody can be reached under them. */
  private static final Set<String> NO_ADDRESS = Set.of("", "0.0.0.0", "::", "*");

  static ClusterSettings of(SettingsReader cluster) {
    String host = host(cluster);
    int port = cluster.number("port", 0, 65_535);
    return new ClusterSettings(
        host,
        port,
        cluster.number("bytes-port", 0, 65_535),
        join(cluster, InetSocketAddress.createUnresolved(host, port)),
        cluster.time("join-deadline", Duration.ofSeconds(1), Duration.ofHours(1)),
        DiscoverySettings.of(cluster),
        management(cluster),
        appVersion(cluster),
        cluster.time("stable-after", Duration.ofSeconds(1), Duration.ofMinutes(5)),
        cluster.time("drain-time", Duration.ZERO, Duration.ofMinutes(5)),
        ClusterTls.of(cluster.at("tls")));
  }

  private static String host(SettingsReader cluster) {
    String host = cluster.text("host").strip();
    if (NO_ADDRESS.contains(host))
      throw cluster.invalid("host", "the address under which other nodes reach this one");
    return host;
  }

  private static InetSocketAddress management(SettingsReader cluster) {
    String host = cluster.text("management-host").strip();
    if (host.isEmpty()) throw cluster.invalid("management-host", "an address to listen on");
    return InetSocketAddress.createUnresolved(host, cluster.number("management-port", 0, 65_535));
  }

  /** One that named only itself would begin a second cluster on the same database. */
  private static List<InetSocketAddress> join(SettingsReader cluster, InetSocketAddress self) {
    List<InetSocketAddress> join = cluster.addresses("join").stream().distinct().toList();
    if (join.equals(List.of(self)))
      throw cluster.invalid(
          "join", "another node than this one itself, or nothing for a cluster of its own");
    return join;
  }

  private static String appVersion(SettingsReader cluster) {
    String version = cluster.text("app-version").strip();
    if (!version.matches("(\\d+(\\.\\d+){1,2}([-+][\\w.+-]+)?)?"))
      throw cluster.invalid("app-version", "a version like 1.4.2, or nothing");
    return version;
  }
}
