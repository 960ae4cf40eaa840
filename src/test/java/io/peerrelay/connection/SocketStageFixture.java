package io.peerrelay.connection;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.japi.Pair;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.protocol.dialect.Reception;
import io.peerrelay.settings.SocketSettings;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.transfer.Leg;
import io.peerrelay.transfer.WindowMemory;
import io.peerrelay.websocket.Message;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The stage between probes for the network's two directions and for the connection. */
abstract class SocketStageFixture {
  /** Of one class after the other: a system that was shut down does not start again. */
  static ActorTestKit kit;

  static final int OUTBOX = 10_000;
  static final int MESSAGE_RATE = 2;
  static final Duration SHORT = Duration.ofMillis(100);

  private static final SocketSettings SETTINGS =
      new SocketSettings(
          100_000,
          100_000,
          OUTBOX,
          MESSAGE_RATE,
          100,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofSeconds(5));

  TestProbe<Connections.Command> connections;
  TestProbe<Connection.Command> connection;
  TestPublisher.Probe<Message> client;
  TestSubscriber.Probe<Message> network;
  Socket socket;

  @BeforeAll
  static void startSystem() {
    kit = ActorTestKit.create("stage", ConfigFactory.defaultReference());
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @BeforeEach
  void connect() {
    connections = kit.createTestProbe();
    connection = kit.createTestProbe();
    Pair<TestPublisher.Probe<Message>, TestSubscriber.Probe<Message>> ends =
        TestSource.<Message>create(kit.system())
            .via(
                Flow.fromGraph(
                    new SocketStage(connections.getRef(), SETTINGS, reception(), "http://here")))
            .toMat(TestSink.create(kit.system()), Keep.both())
            .run(kit.system());
    client = ends.first();
    network = ends.second();
    socket = connections.expectMessageClass(Connections.Connect.class).socket();
  }

  /** How it is found out what the client speaks. */
  Reception reception() {
    return Reception.ofRelay();
  }

  @AfterEach
  void hangUp() {
    client.sendComplete();
  }

  void start() {
    socket.start(connection.getRef());
    network.ensureSubscription();
  }

  static BytePath path(long total, int window) {
    return new BytePath(new Leg("leg", total, null, 0), new WindowMemory(1L << 40, window, window));
  }
}
