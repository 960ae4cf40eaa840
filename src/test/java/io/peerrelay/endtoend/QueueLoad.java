package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Messages of a real RabbitMQ to SocketCluster clients, through a relay that is killed and started
 * again on the way. The clients say where they are when they come back; one says nothing, as
 * unchanged ones do.
 */
final class QueueLoad {
  private static final List<String> KEYS = List.of("k0", "k1", "k2", "k3", "k4");
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Path folder;
  private final int messages;
  private final int kills;
  private final List<Client> clients = new ArrayList<>();

  /**
   * @param rate messages a second from the queue to all clients
   * @param plainRate the same of one consumer without a relay
   * @param repeated what came twice to the client that does not say where it is
   * @param cutOff how often a client had read too slowly
   */
  record Figures(double rate, double plainRate, int repeated, int cutOff) {}

  /** What one client has. */
  private static final class Client {
    private final String token;
    private final boolean saysWhereItIs;
    private final Map<String, List<Integer>> came = new ConcurrentHashMap<>();
    private final Map<String, Long> latest = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private int repeated;
    private int cutOff;
    private Subscriber subscriber;

    Client(String token, boolean saysWhereItIs) {
      this.token = token;
      this.saysWhereItIs = saysWhereItIs;
    }

    void connect(InetSocketAddress relay) {
      subscriber = Subscriber.of(relay, token, this::take);
      int cid = 2;
      for (String key : KEYS) {
        String where = saysWhereItIs ? ",\"data\":{\"after\":" + latest.get(key) + "}" : "";
        subscriber.send(
            "{'event':'#subscribe','data':{'channel':'%s'%s},'cid':%d}", key, where, cid);
        assertThat(subscriber.next()).isEqualTo("{\"rid\":" + cid++ + "}");
      }
    }

    /** One that read too slowly is cut off by the relay, and comes back. */
    void comeBack(InetSocketAddress relay) {
      if (!subscriber.isClosed()) return;
      cutOff++;
      connect(relay);
    }

    private void take(JsonNode push) {
      String key = push.path("channel").asText();
      int number = push.path("data").asInt();
      if (saysWhereItIs) latest.put(key, push.path("seq").asLong());
      List<Integer> before = came.computeIfAbsent(key, first -> new ArrayList<>());
      boolean isRepeated =
          !saysWhereItIs && !before.isEmpty() && number <= before.get(before.size() - 1);
      if (isRepeated) {
        repeated++;
        return;
      }
      before.add(number);
      count.incrementAndGet();
    }
  }

  QueueLoad(Path folder, int messages, int clients, int kills) {
    this.folder = folder;
    this.messages = messages;
    this.kills = kills;
    for (int i = 0; i < clients; i++) this.clients.add(null);
  }

  Figures run() throws Exception {
    try (RabbitServer rabbit = RabbitServer.start(Files.createDirectory(folder.resolve("mq")))) {
      QueueBroker broker = QueueBroker.at(rabbit.port());
      double plain = plainRate(rabbit.port());
      broker.bind();
      long start = System.nanoTime();
      Path data = Files.createDirectory(folder.resolve("relay"));
      RelayProcess relay = startRelay(data, rabbit.port());
      try {
        for (int i = 0; i < clients.size(); i++) clients.set(i, newClient(relay, i));
        for (Client client : clients) client.connect(relay.address());
        start = System.nanoTime();
        Thread publishing = new Thread(() -> publish(broker), "publishing");
        publishing.start();
        for (int i = 1; i <= kills; i++) {
          int enough = (int) ((long) messages * i / (kills + 1));
          Client first = clients.get(0);
          awaitAll(relay, () -> first.count.get() >= enough);
          relay.kill();
          clients.forEach(client -> client.subscriber.close());
          relay = startRelay(data, rabbit.port());
          for (Client client : clients) client.connect(relay.address());
        }
        publishing.join();
        awaitAll(relay, () -> clients.stream().allMatch(client -> client.count.get() >= messages));
        double seconds = (System.nanoTime() - start) / 1e9;
        check();
        return new Figures(
            messages / seconds,
            plain,
            clients.get(clients.size() - 1).repeated,
            clients.stream().mapToInt(client -> client.cutOff).sum());
      } finally {
        relay.close();
      }
    }
  }

  private void awaitAll(RelayProcess relay, Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              clients.forEach(client -> client.comeBack(relay.address()));
              return condition.call();
            });
  }

  private static RelayProcess startRelay(Path data, int rabbit) throws IOException {
    return RelayProcess.start(
        data,
        Map.of(
            "RELAY_PUBLISHER_URI",
            "amqp://127.0.0.1:" + rabbit,
            "RELAY_PUBLISHER_START",
            "always",
            "RELAY_PUBLISHER_CHANNELS",
            String.join(",", KEYS),
            "RELAY_SOCKET_REQUEST_TIMEOUT",
            "30s",
            "RELAY_ACCOUNT_ARGON2_MEMORY",
            "1 MiB",
            "RELAY_ACCOUNT_ARGON2_ITERATIONS",
            "1"),
        "@conf/jvm.options");
  }

  private Client newClient(RelayProcess relay, int number) {
    JsonNode client = PublisherFixture.newClient(relay.address(), "client-" + number);
    return new Client(client.path("token").asText(), number < clients.size() - 1);
  }

  private void publish(QueueBroker broker) {
    for (int i = 0; i < messages; i++)
      broker.put(KEYS.get(i % KEYS.size()), "m" + i, Map.of(), Integer.toString(i));
    broker.flush();
  }

  /** Every message once, in order a routing key. */
  private void check() {
    for (Client client : clients)
      for (int k = 0; k < KEYS.size(); k++) {
        List<Integer> expected = new ArrayList<>();
        for (int i = k; i < messages; i += KEYS.size()) expected.add(i);
        assertThat(client.came.get(KEYS.get(k))).isEqualTo(expected);
      }
  }

  /** One consumer that acknowledges each message, with the relay's prefetch. */
  private double plainRate(int port) throws IOException, TimeoutException, InterruptedException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    try (Connection connection = factory.newConnection()) {
      Channel channel = connection.createChannel();
      channel.queueDeclare("plain", true, false, false, Map.of());
      for (int i = 0; i < messages; i++)
        channel.basicPublish("", "plain", MessageProperties.PERSISTENT_BASIC, new byte[] {49});
      CountDownLatch left = new CountDownLatch(messages);
      long start = System.nanoTime();
      channel.basicQos(500);
      channel.basicConsume(
          "plain",
          false,
          (tag, message) -> {
            channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
            left.countDown();
          },
          tag -> {});
      assertThat(left.await(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();
      return messages / ((System.nanoTime() - start) / 1e9);
    }
  }
}
