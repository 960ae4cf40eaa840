package io.peerrelay.endtoend;

import io.peerrelay.testing.FreePort;
import io.peerrelay.testing.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The nodes of one relay, each in a process of its own that can be killed, hung and replaced, on
 * one database that stays. Each has its place: who replaces it has the same address for clients.
 */
final class RelayNodes implements AutoCloseable {
  /** Hundreds of users register before anything is tried. */
  private static final List<String> CHEAP_PASSWORDS =
      List.of("RELAY_ACCOUNT_ARGON2_MEMORY=8 KiB", "RELAY_ACCOUNT_ARGON2_ITERATIONS=1");

  private final Path folder;
  private final String mongo;
  private final Namespaces networks;
  private final List<Place> places = new ArrayList<>();

  private static final class Place {
    private final List<String> prefix;
    private final String host;
    private final String clusterHost;
    private final int port = FreePort.find();
    private int clusterPort;
    private RelayProcess process;

    /**
     * @param prefix what the command is run by
     */
    private Place(List<String> prefix, String host, String clusterHost) throws IOException {
      this.prefix = prefix;
      this.host = host;
      this.clusterHost = clusterHost;
    }
  }

  /**
   * @param mongo the database, without a name
   */
  static RelayNodes start(Path folder, String mongo, int count) throws IOException {
    return start(folder, mongo, count, null);
  }

  /**
   * @param networks for each node one; null: all in this process's
   */
  static RelayNodes start(Path folder, String mongo, int count, Namespaces networks)
      throws IOException {
    RelayNodes nodes = new RelayNodes(folder, mongo, networks);
    try {
      for (int node = 0; node < count; node++) nodes.add();
      return nodes;
    } catch (IOException e) {
      nodes.close();
      throw e;
    }
  }

  private RelayNodes(Path folder, String mongo, Namespaces networks) {
    this.folder = folder;
    this.mongo = mongo;
    this.networks = networks;
  }

  /** One more, in a place of its own. */
  void add() throws IOException {
    reserve(1);
    begin(places.size() - 1, "");
  }

  /** Places for so many more, which clients know of and nobody has yet. */
  void reserve(int count) throws IOException {
    for (int i = 0; i < count; i++) places.add(place(places.size()));
  }

  private Place place(int node) throws IOException {
    return networks == null
        ? new Place(List.of(), "127.0.0.1", "127.0.0.1")
        : new Place(
            networks.inNode(node), networks.serviceAddress(node), networks.clusterAddress(node));
  }

  RelayProcess node(int place) {
    return places.get(place).process;
  }

  /** Where clients find them, those that are gone too. */
  List<URI> uris() {
    return places.stream()
        .map(place -> URI.create("ws://" + place.host + ":" + place.port))
        .toList();
  }

  /** Starts a node where one has ended; returns when it serves. */
  void replace(int place) throws IOException {
    begin(place, "");
  }

  /** Starts one of that version; empty: of the program's. */
  void begin(int place, String version) throws IOException {
    Place it = places.get(place);
    String others =
        IntStream.range(0, places.size())
            .filter(other -> other != place && isAlive(other))
            .mapToObj(places::get)
            .map(other -> other.clusterHost + ":" + other.clusterPort)
            .collect(Collectors.joining(","));
    it.clusterPort = FreePort.find();
    List<String> options =
        new ArrayList<>(
            List.of(
                "--port",
                Integer.toString(it.port),
                "--cluster-port",
                Integer.toString(it.clusterPort),
                "--mongo",
                mongo + "/relay"));
    if (!others.isEmpty()) options.addAll(List.of("--join", others));
    Path data = Files.createDirectories(folder.resolve("node-" + place));
    List<String> prefix = new ArrayList<>(it.prefix);
    prefix.addAll(
        List.of(
            "env",
            "RELAY_HTTP_LISTEN=" + it.host + ":0",
            "RELAY_CLUSTER_HOST=" + it.clusterHost,
            "RELAY_CLUSTER_JOIN_DEADLINE=2m", // Other tests may have the machine's time.
            "RELAY_CLUSTER_APP_VERSION=" + version));
    prefix.addAll(CHEAP_PASSWORDS);
    it.process = RelayProcess.start(data, prefix, JavaCommand.QUICK_START, options);
  }

  private boolean isAlive(int place) {
    return places.get(place).process != null && node(place).isAlive();
  }

  @Override
  public void close() {
    for (int place = 0; place < places.size(); place++) if (isAlive(place)) node(place).kill();
  }
}
