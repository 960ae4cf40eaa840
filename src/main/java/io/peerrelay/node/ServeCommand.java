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
  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "PORT", description = "Port for clients (default: 8080).")
  private Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for the database and the mail outbox (default: data).")
  private Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings that differ from conf/relay.conf.")
  private Path file;

  @Override
  public Integer call() {
    Settings settings = Settings.of(config(file, data, port));
    try (Node node = Node.start(settings)) {
      greet(node, settings);
      node.awaitStop();
    }
    return 0;
  }

  /** Each null for its default. */
  static Config config(Path file, Path data, Integer port) {
    Config config =
        file == null ? Settings.from(System.getenv()) : Settings.from(file, System.getenv());
    if (data != null)
      config =
          config.withValue("relay.data", ConfigValueFactory.fromAnyRef(data.toString(), "--data"));
    return port == null ? config : Settings.withPort(config, port);
  }

  private void greet(Node node, Settings settings) {
    PrintWriter out = spec.commandLine().getOut();
    InetSocketAddress first = node.addresses().get(0);
    for (InetSocketAddress address : node.addresses())
      out.println(
          "Peer Relay listens on http://" + address.getHostString() + ":" + address.getPort());
    out.println("Journal: " + node.journal());
    out.println(
        "Mail:    "
            + settings.mail().smtp().map(Object::toString).orElse(settings.outbox().toString()));
    out.println(
        "Try it:  peer-relay register --user anna --server ws://127.0.0.1:" + first.getPort());
    out.println("Stop it: Ctrl-C");
    out.flush();
  }
}
