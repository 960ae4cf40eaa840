/**
 * The client library: one connection to a relay, its requests as futures, files that are sent and
 * received over it, many at once, and conversations, of which no message is lost or told twice.
 * Entered by {@link io.peerrelay.client.RelayClient}. Of the server it knows only the protocol's
 * messages and the frames.
 */
package io.peerrelay.client;
