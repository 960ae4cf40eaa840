/**
 * The message queue bridge: what waits in a RabbitMQ queue is posted to channels. Start with {@link
 * io.peerrelay.publisher.Publisher}.
 */
package io.peerrelay.publisher;
