/**
 * A spike, reached by {@code peer-relay bench} only: TCP under the interface of Akka Streams, in
 * place of Akka's own. A stream reads and writes its channel itself, in its own turn; only where
 * that would block it asks {@link io.peerrelay.bench.transport.Readiness} to be woken. What it
 * brings, and what it would cost to keep, is in docs/adr/0007-transport-of-our-own.md.
 */
package io.peerrelay.bench.transport;
