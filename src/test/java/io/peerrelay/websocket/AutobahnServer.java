package io.peerrelay.websocket;

import akka.actor.ActorSystem;
import akka.http.javadsl.Http;
import akka.stream.javadsl.Flow;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** The echo server that the Autobahn suite is run against: {@code mvn verify -Pautobahn}. */
public final class AutobahnServer {
  private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

  private AutobahnServer() {}

  /**
   * @param arguments the port, on the address that the suite's plugin connects to: this host's own
   */
  public static void main(String[] arguments) throws UnknownHostException {
    Config config =
        ConfigFactory.parseString(
                """
                akka.actor.provider = local
                akka.http.server.idle-timeout = infinite
                akka.http.server.parsing.header-cache.default = 0
                akka.stream.materializer.io.tcp.write-buffer-size = 256 KiB
                akka.io.tcp.direct-buffer-size = 64 KiB
                """)
            .withFallback(ConfigFactory.load(AutobahnServer.class.getClassLoader()));
    ActorSystem system =
        ActorSystem.create("autobahn", config, AutobahnServer.class.getClassLoader());
    WebSocket sockets =
        new WebSocket(
            new Limits(LARGEST_MESSAGE, LARGEST_MESSAGE),
            Heartbeat.start(system, Duration.ofMinutes(5), Duration.ofMinutes(10)));
    Http.get(system)
        .newServerAt(InetAddress.getLocalHost().getHostAddress(), Integer.parseInt(arguments[0]))
        .bindSync(request -> sockets.accept(request, Flow.<Message>create()))
        .toCompletableFuture()
        .join();
  }
}
