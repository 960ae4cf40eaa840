package io.peerrelay.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Networks of their own for the nodes of a relay, which can be cut off from each other. All that is
 * made lies inside of these networks, and goes with them.
 *
 * <pre>
 *        hub: database, clients (10.77.1.1)
 *          service bridge        cluster bridge
 *          |      |      |        |     |     |
 *       node 0  node 1  node 2  node 0  …   node 2
 *       10.77.1.10 …            10.77.2.10 …
 * </pre>
 */
final class Namespaces implements AutoCloseable {
  static final String HUB_ADDRESS = "10.77.1.1";

  private final String hub;
  private final List<String> nodes = new ArrayList<>();

  /** Whether this process may make networks here. */
  static boolean areThere() {
    try (Namespaces probe = new Namespaces("relay-probe-", 1)) {
      return !probe.nodes.isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  static Namespaces make(int count) throws IOException {
    return new Namespaces("relay-", count);
  }

  private Namespaces(String name, int count) throws IOException {
    hub = name + ProcessHandle.current().pid();
    try {
      ip("netns add " + hub);
      ip("-n " + hub + " link set lo up");
      for (String bridge : List.of("service", "cluster")) {
        ip("-n " + hub + " link add " + bridge + " type bridge");
        ip("-n " + hub + " link set " + bridge + " up");
      }
      ip("-n " + hub + " address add " + HUB_ADDRESS + "/24 dev service");
      for (int node = 0; node < count; node++) addNode(node);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void addNode(int node) throws IOException {
    String name = hub + "-" + node;
    ip("netns add " + name);
    nodes.add(name);
    ip("-n " + name + " link set lo up");
    connect(node, "service", serviceAddress(node));
    connect(node, "cluster", clusterAddress(node));
  }

  private void connect(int node, String bridge, String address) throws IOException {
    String name = nodes.get(node);
    String port = bridge + node;
    ip("-n %s link add %s type veth peer name %s netns %s".formatted(hub, port, bridge, name));
    ip("-n %s link set %s master %s".formatted(hub, port, bridge));
    ip("-n %s link set %s up".formatted(hub, port));
    ip("-n %s address add %s/24 dev %s".formatted(name, address, bridge));
    ip("-n %s link set %s up".formatted(name, bridge));
  }

  /** Where clients and the database are reached from, and reach the node. */
  String serviceAddress(int node) {
    return "10.77.1." + (10 + node);
  }

  /** Where the other nodes reach it. */
  String clusterAddress(int node) {
    return "10.77.2." + (10 + node);
  }

  /** Runs a command where the database and the clients are. */
  List<String> inHub() {
    return List.of("ip", "netns", "exec", hub);
  }

  List<String> inNode(int node) {
    return List.of("ip", "netns", "exec", nodes.get(node));
  }

  /** Takes it off the others; clients and the database still reach it. */
  void cutOff(int node) throws IOException {
    ip("-n %s link set cluster%d down".formatted(hub, node));
  }

  void heal(int node) throws IOException {
    ip("-n %s link set cluster%d up".formatted(hub, node));
  }

  @Override
  public void close() {
    List<String> all = new ArrayList<>(nodes);
    all.add(hub);
    for (String name : all) {
      try {
        ip("netns delete " + name);
      } catch (IOException e) {
        // It was not made.
      }
    }
  }

  private static void ip(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(Arrays.asList(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0)
      throw new IOException("ip " + arguments + ": " + said);
  }
}
