package io.peerrelay.node;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import io.peerrelay.bench.transport.Transport;
import io.peerrelay.bench.transport.UpgradeStage;
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

/** The whole relay, but its connections carried in other ways, to be measured. */
@Command(
    name = "serve",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Run a relay over another transport, for the benchmark only.")
final class ServeSpikeCommand implements Callable<Integer> {
  private static final int BACKLOG = 4096;

  /** What carries the bytes. */
  enum By {
    /** The spike; Akka HTTP above it. */
    NIO_WEB,
    /** The spike; WebSockets only, the upgrade made by hand. */
    NIO_WS,
    /** Akka Streams TCP; WebSockets only, the upgrade made by hand. */
    TCP_WS
  }

  @Spec private CommandSpec spec;

  @Option(names = "--by", required = true, paramLabel = "BY", description = "What carries bytes.")
  private By by;

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

  private Node.Front front(Transport transport) {
    return (system, departure, web, address, dialects) ->
        switch (by) {
          case NIO_WEB -> listen(transport, system, web.connection(), address);
          case NIO_WS -> listen(transport, system, sockets(web), address);
          case TCP_WS -> listen(system, sockets(web), address);
        };
  }

  private static Flow<ByteString, ByteString, NotUsed> sockets(Web web) {
    return BidiFlow.fromGraph(new UpgradeStage()).join(web.socket());
  }

  private static InetSocketAddress listen(
      Transport transport,
      ActorSystem<?> system,
      Flow<ByteString, ByteString, NotUsed> served,
      InetSocketAddress address) {
    try {
      InetSocketAddress resolved =
          new InetSocketAddress(address.getHostString(), address.getPort());
      return transport.listen(resolved, BACKLOG, flow -> flow.join(served).run(system)).address();
    } catch (IOException e) {
      throw StartFailure.of("listening on " + address, "--port", e);
    }
  }

  private static InetSocketAddress listen(
      ActorSystem<?> system,
      Flow<ByteString, ByteString, NotUsed> served,
      InetSocketAddress address) {
    return Tcp.get(system)
        .bind(address.getHostString(), address.getPort())
        .to(Sink.foreach(connection -> connection.handleWith(served, system)))
        .run(system)
        .toCompletableFuture()
        .join()
        .localAddress();
  }
}
