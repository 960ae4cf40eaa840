package io.peerrelay.settings;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * How a node finds the others where {@code join} names none.
 *
 * @param contactPoints where the nodes are managed, if they are listed
 * @param needed so many must be seen before they begin a new cluster
 * @param podLabels by which Kubernetes finds them
 */
public record DiscoverySettings(
    Method method, List<InetSocketAddress> contactPoints, int needed, String podLabels) {

  /** Who is asked. */
  public enum Method {
    NONE,
    /** Nobody: the settings list them. */
    CONFIG,
    KUBERNETES
  }

  static DiscoverySettings of(SettingsReader cluster) {
    Method method = method(cluster);
    List<InetSocketAddress> points = cluster.addresses("contact-points");
    if (method != Method.NONE && !cluster.text("join").isBlank())
      throw cluster.invalid("discovery", "none where relay.cluster.join names nodes");
    if (method == Method.CONFIG && points.isEmpty())
      throw cluster.invalid("contact-points", "where the nodes are managed: " + ADDRESSES);
    String labels = cluster.text("pod-labels").strip();
    if (labels.isEmpty()) throw cluster.invalid("pod-labels", "labels like app=peer-relay");
    return new DiscoverySettings(
        method, points, cluster.number("contact-points-needed", 1, 1000), labels);
  }

  private static final String ADDRESSES = SettingsReader.ADDRESSES.replace("8080", "8558");

  public boolean isUsed() {
    return method != Method.NONE;
  }

  private static Method method(SettingsReader cluster) {
    String text = cluster.text("discovery").strip();
    for (Method method : Method.values())
      if (method.name().toLowerCase(Locale.ROOT).equals(text)) return method;
    throw cluster.invalid("discovery", "none, config or kubernetes");
  }
}
