package io.peerrelay.websocket;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.function.Function;
import akka.stream.FlowShape;
import akka.stream.Graph;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real Akka HTTP server on loopback whose every address is a WebSocket. */
final class TestServer implements AutoCloseable {
  static final Limits LIMITS = new Limits(1000, 64 * 1024);

  private final ServerBinding binding;
  private final Heartbeat heartbeat;

  private TestServer(ServerBinding binding, Heartbeat heartbeat) {
    this.binding = binding;
    this.heartbeat = heartbeat;
  }

  static ActorTestKit testKit() {
    Config config =
        ConfigFactory.parseString(
            """
            akka.actor.provider = local
            akka.http.server.idle-timeout = infinite
            akka.loglevel = WARNING
            akka.stdout-loglevel = WARNING
            """);
    return ActorTestKit.create(config.withFallback(ConfigFactory.load()));
  }

  /** Echoes, without pings to speak of. */
  static TestServer echo(ActorTestKit kit, Limits limits) {
    return start(kit, limits, calm(kit), Flow.create());
  }

  static TestServer start(
      ActorTestKit kit,
      Limits limits,
      Heartbeat heartbeat,
      Graph<FlowShape<Message, Message>, ?> handler) {
    WebSocket sockets = new WebSocket(limits, heartbeat);
    return serve(kit, heartbeat, request -> sockets.accept(request, handler));
  }

  static TestServer serve(
      ActorTestKit kit, Heartbeat heartbeat, Function<HttpRequest, HttpResponse> answer) {
    ServerBinding binding =
        Http.get(kit.system())
            .newServerAt("127.0.0.1", 0)
            .bindSync(answer)
            .toCompletableFuture()
            .join();
    return new TestServer(binding, heartbeat);
  }

  static Heartbeat calm(ActorTestKit kit) {
    return Heartbeat.start(kit.system(), Duration.ofMinutes(5), Duration.ofMinutes(10));
  }

  int port() {
    return binding.localAddress().getPort();
  }

  @Override
  public void close() {
    heartbeat.close();
    binding.terminate(Duration.ofMillis(1)).toCompletableFuture().join();
  }

  /** A handler that is played by the test, once for each socket. */
  static final class Puppet {
    /** Both ends of one socket's handler. */
    record Strings(TestSubscriber.Probe<Message> in, TestPublisher.Probe<Message> out) {}

    private final BlockingQueue<Strings> played = new LinkedBlockingQueue<>();
    private final Flow<Message, Message, ?> flow;

    Puppet(ActorTestKit kit) {
      flow =
          Flow.fromSinkAndSourceMat(
                  TestSink.<Message>create(kit.system()),
                  TestSource.<Message>create(kit.system()),
                  Keep.both())
              .mapMaterializedValue(
                  probes -> played.add(new Strings(probes.first(), probes.second())));
    }

    Flow<Message, Message, ?> flow() {
      return flow;
    }

    Strings take() throws InterruptedException {
      Strings strings = played.poll(10, TimeUnit.SECONDS);
      if (strings == null) {
        throw new AssertionError("no socket was opened within 10 s");
      }
      return strings;
    }
  }
}
