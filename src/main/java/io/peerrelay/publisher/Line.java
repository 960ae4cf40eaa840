package io.peerrelay.publisher;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import io.peerrelay.protocol.Problem;
import io.peerrelay.settings.PublisherSettings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * One connection to RabbitMQ, from which the queue is consumed. It does not come back by itself:
 * who hears that it is lost opens another. Its methods wait for the network.
 */
final class Line implements AutoCloseable {
  /** Of a dead letter: which delivery it is. */
  private static final String DELIVERY = "x-relay-delivery";

  private static final int CONNECT_MILLIS = 10_000;
  private static final int HEARTBEAT_SECONDS = 10;
  private static final int CLOSE_MILLIS = 2_000;

  // RabbitMQ has a limit of its own, which is lower: a larger message would end every connection.
  private static final int LARGEST_MESSAGE = 1 << 30;

  private final Connection connection;
  private final Channel consuming;
  private final Channel publishing;
  private final PublisherSettings settings;

  /** Who hears of what RabbitMQ says; by its threads. */
  interface Listener {
    void onDelivery(Delivery delivery);

    /** RabbitMQ has stored what was published as this, or will not. */
    void onConfirmed(long number, boolean multiple, boolean stored);

    /** No queue wants this dead letter. */
    void onReturned(long delivery);

    void onLost(String reason);
  }

  /**
   * Connects, makes the queues that are not there, and starts to consume.
   *
   * @param number told apart from those before
   */
  static Line open(PublisherSettings settings, long number, Listener listener)
      throws IOException, TimeoutException {
    Connection connection = factory(settings).newConnection("peer-relay");
    try {
      return new Line(connection, settings, number, listener);
    } catch (IOException | RuntimeException e) {
      connection.abort(CLOSE_MILLIS);
      throw e;
    }
  }

  private static ConnectionFactory factory(PublisherSettings settings) throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(settings.queue().uri());
    } catch (URISyntaxException | GeneralSecurityException e) {
      throw new IOException("relay.publisher.uri can't be used", e);
    }
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(CONNECT_MILLIS);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    factory.setMaxInboundMessageBodySize(LARGEST_MESSAGE);
    return factory;
  }

  private Line(Connection connection, PublisherSettings settings, long number, Listener listener)
      throws IOException {
    this.connection = connection;
    this.settings = settings;
    PublisherSettings.Queue queue = settings.queue();
    PublisherSettings.DeadLetter dead = settings.deadLetter();
    ensure(queue.name());
    if (dead.exchange().isEmpty()) ensure(dead.queue());
    consuming = connection.createChannel();
    publishing = connection.createChannel();
    if (!dead.exchange().isEmpty()) publishing.exchangeDeclarePassive(dead.exchange());
    if (!queue.exchange().isEmpty()) consuming.queueBind(queue.name(), queue.exchange(), "#");
    publishing.confirmSelect();
    publishing.addConfirmListener(
        (tag, multiple) -> listener.onConfirmed(tag, multiple, true),
        (tag, multiple) -> listener.onConfirmed(tag, multiple, false));
    publishing.addReturnListener(
        returned ->
            listener.onReturned((Long) returned.getProperties().getHeaders().get(DELIVERY)));
    for (Channel channel : new Channel[] {consuming, publishing})
      channel.addShutdownListener(cause -> listener.onLost(cause.getMessage()));
    consuming.basicQos(queue.prefetch());
    consume(queue.name(), number, listener);
  }

  /**
   * Whatever properties it has, if it is there. A channel on which that is refused is of no use any
   * more.
   */
  private void ensure(String queue) throws IOException {
    Channel channel = connection.createChannel();
    try {
      channel.queueDeclarePassive(queue);
    } catch (IOException e) {
      channel = connection.createChannel();
      channel.queueDeclare(queue, true, false, false, Map.of());
    }
    channel.abort();
  }

  /**
   * Alone: a second consumer, such as one that is not yet known to be gone, would break the order.
   */
  private void consume(String queue, long number, Listener listener) throws IOException {
    consuming.basicConsume(
        queue,
        false,
        "",
        false,
        true,
        Map.of(),
        (tag, message) ->
            listener.onDelivery(
                new Delivery(
                    number, message.getEnvelope(), message.getProperties(), message.getBody())),
        tag -> listener.onLost("it was deleted"));
  }

  /**
   * Asks RabbitMQ, which says nothing where it could not tell that the queue is gone.
   *
   * @throws IOException where nobody consumes the queue
   */
  void lookAfter() throws IOException {
    if (publishing.consumerCount(settings.queue().name()) == 0)
      throw new IOException("it has no consumer");
  }

  void acknowledge(Delivery delivery) throws IOException {
    consuming.basicAck(delivery.tag(), false);
  }

  /**
   * @return the number under which it is confirmed
   */
  long deadLetter(Delivery delivery, Problem problem) throws IOException {
    long number = publishing.getNextPublishSeqNo();
    String exchange = settings.deadLetter().exchange();
    String key =
        exchange.isEmpty() ? settings.deadLetter().queue() : delivery.envelope().getRoutingKey();
    AMQP.BasicProperties properties =
        delivery
            .properties()
            .builder()
            .headers(headers(delivery, problem))
            .deliveryMode(2) // It outlives RabbitMQ, whatever it did before.
            .expiration(null)
            .build();
    publishing.basicPublish(exchange, key, true, properties, delivery.body());
    return number;
  }

  private Map<String, Object> headers(Delivery delivery, Problem problem) {
    Map<String, Object> headers = new HashMap<>();
    if (delivery.properties().getHeaders() != null)
      headers.putAll(delivery.properties().getHeaders());
    headers.put("x-relay-code", problem.code().code());
    headers.put("x-relay-reason", problem.message());
    headers.put("x-relay-queue", settings.queue().name());
    headers.put("x-relay-exchange", delivery.envelope().getExchange());
    headers.put("x-relay-routing-key", delivery.envelope().getRoutingKey());
    headers.put("x-relay-time", Instant.now().toString());
    headers.put(DELIVERY, delivery.tag());
    return headers;
  }

  /**
   * Puts made-up data into the queue, as others do theirs.
   *
   * @return the number under which it is confirmed
   */
  long publishSample(String messageId) throws IOException {
    String body = "{\"sample\":\"%s\",\"time\":\"%s\"}".formatted(messageId, Instant.now());
    long number = publishing.getNextPublishSeqNo();
    AMQP.BasicProperties properties =
        MessageProperties.PERSISTENT_BASIC
            .builder()
            .contentType("application/json")
            .messageId(messageId)
            .build();
    publishing.basicPublish(
        "", settings.queue().name(), properties, body.getBytes(StandardCharsets.UTF_8));
    return number;
  }

  /** RabbitMQ takes back what was not acknowledged. */
  @Override
  public void close() {
    connection.abort(CLOSE_MILLIS);
  }

  /** What was wrong, for the log. */
  static String reason(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) cause = cause.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
