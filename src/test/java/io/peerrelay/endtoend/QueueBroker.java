package io.peerrelay.endtoend;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.peerrelay.journal.TcpProxy;
import io.peerrelay.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.server.SystemLauncher;

/**
 * An AMQP broker in this process, behind a line that can be cut, and what others do with it: the
 * tests' own connection, which is not cut.
 */
final class QueueBroker {
  static final String QUEUE = "peer-relay";
  static final String DEAD = "peer-relay.dead-letters";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CONFIGURATION =
      """
      {
        "name": "test", "modelVersion": "8.0",
        "authenticationproviders": [{
          "name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
          "users": [{"name": "guest", "type": "managed", "password": "guest"}]
        }],
        "ports": [{
          "name": "AMQP", "type": "AMQP", "port": %d, "bindingAddress": "127.0.0.1",
          "protocols": ["AMQP_0_9_1"], "authenticationProvider": "plain",
          "virtualhostaliases": [{"name": "defaultAlias", "type": "defaultAlias"}]
        }],
        "virtualhostnodes": [{
          "name": "default", "type": "Memory", "defaultVirtualHostNode": true,
          "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"
        }]
      }
      """;

  private final TcpProxy line;
  private final Connection connection;
  private final Channel channel;

  private QueueBroker(TcpProxy line, Connection connection) throws IOException {
    this.line = line;
    this.connection = connection;
    this.channel = connection.createChannel();
  }

  /** One that ends with the process. */
  static QueueBroker start() {
    try {
      int port = FreePort.find();
      Path configuration = Files.createTempFile("peer-relay-broker", ".json");
      Files.writeString(configuration, CONFIGURATION.formatted(port));
      new SystemLauncher()
          .startup(
              Map.of(
                  "type",
                  "Memory",
                  "initialConfigurationLocation",
                  configuration.toUri().toString(),
                  "startupLoggedToSystemOut",
                  false));
      return at(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError("the broker does not start", e);
    }
  }

  /** One that listens on this machine. */
  static QueueBroker at(int port) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setConnectionTimeout((int) PATIENCE.toMillis());
    factory.setHandshakeTimeout((int) PATIENCE.toMillis());
    Connection connection = factory.newConnection("test");
    QueueBroker broker = new QueueBroker(TcpProxy.to("127.0.0.1:" + port), connection);
    broker.channel.queueDeclare(QUEUE, true, false, false, Map.of());
    broker.channel.confirmSelect();
    return broker;
  }

  /** For the relay, over the line that can be cut. */
  String uri() {
    return "amqp://guest:guest@" + line.address();
  }

  TcpProxy line() {
    return line;
  }

  /** Into the queue, under a routing key that names no channel. */
  void put(String body) {
    put("", id(), Map.of(), body);
  }

  static String id() {
    return UUID.randomUUID().toString();
  }

  /**
   * @param key a routing key; empty for the queue's own
   */
  void put(String key, String id, Map<String, Object> headers, String body) {
    put(key, id, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  void put(String key, String id, Map<String, Object> headers, byte[] body) {
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder().messageId(id).headers(headers).deliveryMode(2).build();
    try {
      if (key.isEmpty()) channel.basicPublish("", QUEUE, properties, body);
      else channel.basicPublish("amq.topic", key, properties, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when the broker has all that was put. */
  void flush() {
    try {
      channel.waitForConfirmsOrDie(PATIENCE.toMillis());
    } catch (IOException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** The next one that could not be handed on. */
  GetResponse deadLetter() {
    return await().atMost(PATIENCE).until(() -> channel.basicGet(DEAD, true), one -> one != null);
  }

  /** As the relay does with the setting of an exchange. */
  void bind() throws IOException {
    channel.queueBind(QUEUE, "amq.topic", "#");
  }

  void deleteQueue() throws IOException {
    channel.queueDelete(QUEUE);
  }

  /** Returns when the relay has acknowledged everything: RabbitMQ takes back the rest. */
  void awaitAllAcknowledged() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              line.close();
              await().atMost(PATIENCE).until(() -> !isConsumed());
              long left = channel.messageCount(QUEUE);
              line.open();
              return left == 0;
            });
  }

  boolean isConsumed() throws IOException {
    Channel asking = connection.createChannel(); // Of no use any more if there is no such queue.
    try {
      return asking.queueDeclarePassive(QUEUE).getConsumerCount() > 0;
    } catch (IOException e) {
      return false;
    } finally {
      asking.abort();
    }
  }
}
