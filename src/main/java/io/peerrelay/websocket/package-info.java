/**
 * WebSockets (RFC 6455) on raw bytes: the handshake, frames, fragments, UTF-8, close and ping, and
 * one shared heartbeat. Knows nothing of relays, users or transfers.
 *
 * <p>A server enters by {@link io.peerrelay.websocket.WebSocket}. A client that does its own
 * reading and writing takes the parts that need no streams: {@link
 * io.peerrelay.websocket.Handshake}, {@link io.peerrelay.websocket.FrameHeader}, {@link
 * io.peerrelay.websocket.Mask}.
 */
package io.peerrelay.websocket;
