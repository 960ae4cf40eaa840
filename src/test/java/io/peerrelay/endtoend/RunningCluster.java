package io.peerrelay.endtoend;

import com.typesafe.config.ConfigFactory;
import io.peerrelay.node.Node;
import io.peerrelay.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Several relay nodes of one cluster in this process, for the tests of one class. The first holds
 * the database.
 */
final class RunningCluster implements BeforeAllCallback, AfterAllCallback {
  private final AtomicInteger users = new AtomicInteger();
  private final List<Node> nodes = new ArrayList<>();
  private final int size;
  private final String settings;

  /**
   * @param settings what differs from the defaults on all nodes, as in a file of settings
   */
  RunningCluster(int size, String settings) {
    this.size = size;
    this.settings = settings;
  }

  /** Where clients reach that node; the first is 0. */
  InetSocketAddress address(int node) {
    return nodes.get(node).addresses().get(0);
  }

  /** The same, for our client. */
  URI uri(int node) {
    return URI.create("ws://127.0.0.1:" + address(node).getPort());
  }

  /** All nodes, those that have left too. */
  List<URI> uris() {
    return IntStream.range(0, nodes.size()).mapToObj(this::uri).toList();
  }

  Node node(int node) {
    return nodes.get(node);
  }

  /** A new user, logged in on that node, whose name starts with this one. */
  ForeignClient newUser(int node, String name) {
    return ForeignClient.loggedIn(address(node), name + "-" + users.incrementAndGet());
  }

  /** One more device of a user, on that node. */
  ForeignClient anotherDevice(int node, ForeignClient user) {
    return ForeignClient.loggedIn(address(node), user.username());
  }

  /** The last node leaves, as on purpose. */
  void removeLast() {
    nodes.remove(nodes.size() - 1).close();
  }

  /** One more node, the last. */
  Node add() throws IOException {
    return add(nodes.isEmpty() ? "" : "relay.cluster.join = \"%s\"\n".formatted(clusterAddress()));
  }

  /** One more on the same database that does not see the others, as after a split. */
  Node addApart() throws IOException {
    return add("");
  }

  private Node add(String join) throws IOException {
    Node node = start(settings + "\n" + join + place());
    nodes.add(node);
    return node;
  }

  /** A node with these settings, on data of its own; whoever starts it ends it. */
  static Node start(String settings) throws IOException {
    Path data = Files.createTempDirectory("peer-relay-test");
    return Node.start(
        Settings.of(
            ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseString("relay.data = \"" + data + "\""))
                .withFallback(ConfigFactory.parseString(RunningRelay.QUICK))
                .withFallback(Settings.defaults())));
  }

  private String clusterAddress() {
    return nodes.get(0).clusterAddress();
  }

  private String place() {
    return nodes.isEmpty() ? "" : "relay.mongo.uri = \"%s\"\n".formatted(nodes.get(0).mongo());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    while (nodes.size() < size) add();
  }

  /** The database goes last. */
  @Override
  public void afterAll(ExtensionContext context) {
    for (int node = nodes.size() - 1; node >= 0; node--) nodes.get(node).close();
  }
}
