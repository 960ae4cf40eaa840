package io.peerrelay.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.peerrelay.settings.Settings;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Run a relay until it is told to stop.")
final class ServeCommand implements Callable<Integer> {
  /** The same as that of a start that failed: what watches over the process starts it again. */
  private static final int MISHAP = 1;

  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "PORT", description = "Port for clients (default: 8080).")
  private Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for the database and the mail outbox (default: data).")
  private Path data;

  @Option(
      names = "--cluster-port",
      paramLabel = "PORT",
      description = "Port for other nodes (default: 25520).")
  private Integer clusterPort;

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      description = "Port for health, counts and drain; not public (default: 8558).")
  private Integer managementPort;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      description = "Nodes to join, separated by commas (default: a cluster of its own).")
  private String join;

  @Option(
      names = "--mongo",
      paramLabel = "URI",
      description = "The MongoDB that all nodes share (default: the embedded one).")
  private String mongo;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings that differ from conf/relay.conf.")
  private Path file;

  @Override
  public Integer call() {
    Settings settings = Settings.of(config());
    try (Node node = Node.start(settings)) {
      StopDeadline deadline = StopDeadline.of(settings.cluster());
      node.onStop(deadline::begin);
      greet(node, settings);
      node.awaitStop();
      node.mishap().ifPresent(this::complain);
      return node.mishap().isPresent() ? MISHAP : 0;
    }
  }

  private void complain(String mishap) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("peer-relay: " + mishap);
    err.flush();
  }

  private Config config() {
    Config config = config(file, data, port);
    config = with(config, "relay.cluster.port", clusterPort, "--cluster-port");
    config = with(config, "relay.cluster.management-port", managementPort, "--management-port");
    config = with(config, "relay.cluster.join", join, "--join");
    return with(config, "relay.mongo.uri", mongo, "--mongo");
  }

  private static Config with(Config config, String key, Object value, String option) {
    return value == null
        ? config
        : config.withValue(key, ConfigValueFactory.fromAnyRef(value, option));
  }

  /** Each null for its default. */
  static Config config(Path file, Path data, Integer port) {
    Config config =
        file == null ? Settings.from(System.getenv()) : Settings.from(file, System.getenv());
    config = with(config, "relay.data", data == null ? null : data.toString(), "--data");
    return port == null ? config : Settings.withPort(config, port);
  }

  private void greet(Node node, Settings settings) {
    PrintWriter out = spec.commandLine().getOut();
    InetSocketAddress first = node.addresses().get(0);
    for (InetSocketAddress address : node.addresses())
      out.println("Peer Relay listens on " + url(address));
    out.println("Journal: " + node.journal());
    out.println(
        "Mail:    "
            + settings.mail().smtp().map(Object::toString).orElse(settings.outbox().toString()));
    out.println("Nodes:   " + node.invitation());
    out.println("Health:  " + url(node.management()) + "/health/ready");
    out.println(
        "Try it:  peer-relay register --user anna --server ws://127.0.0.1:" + first.getPort());
    out.println("Stop it: Ctrl-C");
    out.flush();
  }

  private static String url(InetSocketAddress address) {
    return "http://" + address.getHostString() + ":" + address.getPort();
  }
}
