package io.peerrelay.settings;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * How nodes reach each other.
 *
 * @param host under which other nodes reach this one
 * @param bytesPort where they bring the bytes of files
 * @param join the nodes to join; empty for a cluster of its own
 */
public record ClusterSettings(String host, int port, int bytesPort, List<InetSocketAddress> join) {
  static ClusterSettings of(SettingsReader cluster) {
    return new ClusterSettings(
        cluster.text("host"),
        cluster.number("port", 0, 65_535),
        cluster.number("bytes-port", 0, 65_535),
        cluster.addresses("join"));
  }
}
