/**
 * The clients that don't speak the relay's own protocol: each kind is one type that turns its
 * frames into relay messages, and relay messages into its frames.
 */
package io.peerrelay.protocol.dialect;
