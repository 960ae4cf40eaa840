package io.peerrelay.node;

import akka.actor.typed.ActorSystem;
import io.peerrelay.bench.transport.Listener;
import io.peerrelay.bench.transport.Transport;
import io.peerrelay.settings.Settings;
import io.peerrelay.web.Web;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole relay, but its connections over the spike of a transport, to be measured. */
@Command(
    name = "serve",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Run a relay over a transport of our own, for the benchmark only.")
final class ServeByChannelsCommand implements Callable<Integer> {
  private static final int BACKLOG = 4096;

  @Spec private CommandSpec spec;

  @Option(names = "--port", required = true, paramLabel = "PORT", description = "For clients.")
  private int port;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "For the database.")
  private Path data;

  @Override
  public Integer call() throws IOException {
    Settings settings = Settings.of(ServeCommand.config(null, data, port));
    try (Transport transport = Transport.start(Transport.Closing.COUPLED);
        Node node = Node.start(settings, front(transport))) {
      for (InetSocketAddress address : node.addresses())
        spec.commandLine().getOut().println("Peer Relay listens on http:/" + address);
      spec.commandLine().getOut().flush();
      node.awaitStop();
    }
    return 0;
  }

  private static Node.Front front(Transport transport) {
    return (system, web, address) -> {
      try {
        return listen(transport, system, web, address).address();
      } catch (IOException e) {
        throw StartFailure.of("listening on " + address, "--port", e);
      }
    };
  }

  private static Listener listen(
      Transport transport, ActorSystem<?> system, Web web, InetSocketAddress address)
      throws IOException {
    InetSocketAddress resolved = new InetSocketAddress(address.getHostString(), address.getPort());
    return transport.listen(resolved, BACKLOG, flow -> flow.join(web.connection()).run(system));
  }
}
