package io.peerrelay.publisher;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;

/**
 * A message as RabbitMQ handed it over.
 *
 * @param line over which it came: it can be acknowledged over no other
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Delivery(long line, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
  long tag() {
    return envelope.getDeliveryTag();
  }
}
