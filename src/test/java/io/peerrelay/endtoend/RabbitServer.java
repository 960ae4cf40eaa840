package io.peerrelay.endtoend;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.peerrelay.testing.FreePort;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The installed RabbitMQ, on ports and in a folder of its own, on loopback only. It comes with the
 * program by which Erlang finds its nodes, and that ends with it.
 */
final class RabbitServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
  private static final Path NAMES = Path.of("/usr/bin/epmd");
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Process names;
  private final Process server;
  private final int port;

  private RabbitServer(Process names, Process server, int port) {
    this.names = names;
    this.server = server;
    this.port = port;
  }

  /** Skips the test, with a word, where there is no RabbitMQ. */
  static RabbitServer start(Path folder) throws IOException {
    assumeThat(PROGRAM).as("rabbitmq-server is installed").isExecutable();
    assumeThat(NAMES).as("epmd is installed").isExecutable();
    String namesPort = Integer.toString(FreePort.find());
    Process names =
        new ProcessBuilder(NAMES.toString(), "-port", namesPort, "-address", "127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("epmd.log").toFile())
            .start();
    int port = FreePort.find();
    ProcessBuilder builder =
        new ProcessBuilder(PROGRAM.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("rabbitmq.log").toFile());
    builder.environment().putAll(environment(folder, port, namesPort));
    RabbitServer server = new RabbitServer(names, builder.start(), port);
    await().atMost(PATIENCE).ignoreExceptions().until(server::listens);
    return server;
  }

  private static Map<String, String> environment(Path folder, int port, String namesPort)
      throws IOException {
    Path plugins = Files.writeString(folder.resolve("plugins"), "[].");
    return Map.ofEntries(
        Map.entry("HOME", folder.toString()),
        Map.entry("ERL_EPMD_PORT", namesPort),
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODENAME", "peer-relay-test-" + port + "@localhost"),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(FreePort.find())),
        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString()),
        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq").toString()),
        Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString()),
        Map.entry("RABBITMQ_GENERATED_CONFIG_DIR", folder.resolve("config").toString()),
        Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
        Map.entry(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"));
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    server.destroy();
    server.onExit().join();
    names.destroy();
    names.onExit().join();
  }
}
