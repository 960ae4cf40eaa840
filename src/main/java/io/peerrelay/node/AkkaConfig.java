package io.peerrelay.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.journal.Journal;
import io.peerrelay.settings.ClusterSettings;
import io.peerrelay.settings.ClusterTls;
import io.peerrelay.settings.DiscoverySettings;
import io.peerrelay.settings.Settings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** What Akka is told of the relay's settings, on top of application.conf. */
final class AkkaConfig {
  /** What Cluster Bootstrap looks for; with discovery by config, also where it is listed. */
  private static final String SERVICE = "peer-relay";

  private AkkaConfig() {}

  static Config of(Settings settings, Journal journal) {
    ClusterSettings cluster = settings.cluster();
    return over(Map.of(
            "akka.remote.artery.canonical.hostname",
            cluster.host(),
            "akka.remote.artery.canonical.port",
            cluster.port(),
            "akka.cluster.app-version",
            Version.of(cluster),
            "akka.cluster.configuration-compatibility-check.checkers.same-database",
            SameDatabase.class.getName(),
            "akka.cluster.split-brain-resolver.stable-after",
            cluster.stableAfter(),
            "akka.coordinated-shutdown.phases.service-requests-done.timeout",
            Departure.longestGoodbye(cluster),
            "akka.http.server.max-connections",
            settings.http().maxConnections()))
        .withFallback(discovery(cluster))
        .withFallback(cluster.tls().map(AkkaConfig::tls).orElse(ConfigFactory.empty()))
        .withFallback(journal.configuration())
        .withFallback(ConfigFactory.load());
  }

  private static Config discovery(ClusterSettings cluster) {
    DiscoverySettings discovery = cluster.discovery();
    if (!discovery.isUsed())
      return over(Map.of("akka.management.http.routes.cluster-bootstrap", ""));
    String contact = "akka.management.cluster.bootstrap.contact-point-discovery.";
    Config common =
        over(
            Map.of(
                // How the others see this node where they look for it, not where it listens.
                "akka.management.http.hostname",
                cluster.host(),
                "akka.management.http.port",
                cluster.management().getPort(),
                contact + "effective-name",
                SERVICE,
                contact + "required-contact-point-nr",
                discovery.needed()));
    return switch (discovery.method()) {
      case NONE -> throw new IllegalStateException("discovery: none (expected: some)");
      case CONFIG ->
          over(Map.of(
                  "akka.discovery.method",
                  "config",
                  "akka.discovery.config.services." + SERVICE + ".endpoints",
                  endpoints(discovery.contactPoints()),
                  // Some may never come; `needed` says how many must.
                  contact + "contact-with-all-contact-points",
                  false,
                  // Several nodes of one machine have different ports.
                  "akka.management.cluster.bootstrap.contact-point.filter-on-fallback-port",
                  false))
              .withFallback(common);
      case KUBERNETES ->
          over(Map.of(
                  "akka.discovery.method",
                  "kubernetes-api",
                  "akka.discovery.kubernetes-api.pod-label-selector",
                  discovery.podLabels(),
                  "akka.discovery.kubernetes-api.use-raw-ip",
                  true,
                  contact + "port-name",
                  "management"))
              .withFallback(common);
    };
  }

  private static List<Map<String, Object>> endpoints(List<InetSocketAddress> contactPoints) {
    return contactPoints.stream()
        .map(node -> Map.<String, Object>of("host", node.getHostString(), "port", node.getPort()))
        .toList();
  }

  private static Config tls(ClusterTls tls) {
    String engine = "akka.remote.artery.ssl.rotating-keys-engine.";
    return over(
        Map.of(
            "akka.remote.artery.transport",
            "tls-tcp",
            "akka.remote.artery.ssl.ssl-engine-provider",
            "akka.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider",
            engine + "key-file",
            tls.key().toString(),
            engine + "cert-file",
            tls.certificate().toString(),
            engine + "ca-cert-file",
            tls.authority().toString()));
  }

  private static Config over(Map<String, ?> values) {
    return ConfigFactory.parseMap(values, "relay settings");
  }
}
