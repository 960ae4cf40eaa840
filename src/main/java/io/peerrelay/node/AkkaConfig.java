package io.peerrelay.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.journal.Journal;
import io.peerrelay.settings.Settings;
import java.util.Map;

/** What Akka is told of the relay's settings, on top of application.conf. */
final class AkkaConfig {
  private AkkaConfig() {}

  static Config of(Settings settings, Journal journal) {
    Map<String, Object> chosen =
        Map.of(
            "akka.remote.artery.canonical.hostname", settings.cluster().host(),
            "akka.remote.artery.canonical.port", settings.cluster().port(),
            "akka.http.server.max-connections", settings.http().maxConnections());
    return ConfigFactory.parseMap(chosen, "relay settings")
        .withFallback(journal.configuration())
        .withFallback(ConfigFactory.load());
  }
}
